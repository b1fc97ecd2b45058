import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/states";

export default function NotFound() {
  return (
    <main style={{ padding: 24 }}>
      <EmptyState isPage title="There is nothing here" action={<ButtonLink href="/overview" variant="default">To the overview</ButtonLink>}>
        The address is wrong, or what it named is gone.
      </EmptyState>
    </main>
  );
}
