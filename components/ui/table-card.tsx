import { Card } from "./card";
import { DataTable, type TableData } from "./data-table";
import { DownloadLink } from "./download-link";

type TableCardProps = TableData & { title: string; note?: string; /** address of the numbers as a file */ csvHref?: string | undefined };

/** A table that is the whole of its card. */
export function TableCard({ title, note, csvHref, ...table }: TableCardProps) {
  return (
    <Card title={title} note={note} actions={csvHref === undefined ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}>
      <DataTable {...table} />
    </Card>
  );
}
