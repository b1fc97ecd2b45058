import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";

/** A page that is not there, within the frame of the signed-in screens. */
export default function NotFound() {
  return (
    <EmptyState isPage title="There is nothing here" action={<ButtonLink href="/overview" variant="default">To the overview</ButtonLink>}>
      The address is wrong, or what it named is gone.
    </EmptyState>
  );
}
