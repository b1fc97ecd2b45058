import { LoadingSkeleton } from "@/components/ui/states";

export default function Loading() {
  return <LoadingSkeleton label="Loading" heights={[44, 152, 330, 320]} />;
}
