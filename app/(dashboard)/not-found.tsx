import { NothingHere } from "@/components/ui/nothing-here";

/** Within the frame of the product, where the way on stays in sight. */
export default function NotFound() {
  return <NothingHere />;
}
