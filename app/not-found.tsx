import { BrandMark } from "@/components/shell/brand-mark";
import { NothingHere } from "@/components/ui/nothing-here";

/** An address outside every screen: no frame, so it says whose page this is. */
export default function NotFound() {
  return (
    <main style={{ display: "grid", gap: 16, maxWidth: 640, margin: "0 auto", padding: 24 }}>
      <p style={{ display: "flex", alignItems: "center", gap: 10, fontSize: 14, fontWeight: 600 }}><BrandMark /> Clientele</p>
      <NothingHere />
    </main>
  );
}
