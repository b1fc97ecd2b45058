import { Button } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";

/** The customers of this view with the columns shown, as a file. A plain form: the browser saves what it answers. */
export function ExportButton({ view }: { view: string }) {
  return (
    <form method="post" action="/api/customers/export">
      <input type="hidden" name="view" value={view} />
      <Button type="submit" variant="default" leftSection={<IconFileTypeCsv size={16} stroke={1.6} aria-hidden="true" />}>
        Export CSV
      </Button>
    </form>
  );
}
