import { ButtonLink } from "./button-link";
import { EmptyState } from "./states";

/** An address without a page, or what it named is gone. */
export function NothingHere() {
  return (
    <EmptyState isPage title="There is nothing here" action={<ButtonLink href="/overview" variant="default">To the overview</ButtonLink>}>
      The address is wrong, or what it named is gone.
    </EmptyState>
  );
}
