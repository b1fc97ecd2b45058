import { Button } from "@mantine/core";
import Link from "next/link";
import { EmptyState } from "@/components/ui/states";

export default function NotFound() {
  return (
    <main style={{ padding: 24 }}>
      <EmptyState title="There is nothing here" action={<Button component={Link} href="/overview" variant="default">To the overview</Button>}>
        The address is wrong, or what it named is gone.
      </EmptyState>
    </main>
  );
}
