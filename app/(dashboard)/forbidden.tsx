import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";
import { errorTable } from "@/lib/errors";

/** A page of another role, within the frame of the product. */
export default function Forbidden() {
  return (
    <EmptyState isPage title="Your role may not open this page" action={<ButtonLink href="/overview" variant="default">To the overview</ButtonLink>}>
      {errorTable.forbidden.sentence} The attempt is in the audit log.
    </EmptyState>
  );
}
