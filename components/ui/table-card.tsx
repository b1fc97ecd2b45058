import { Card } from "./card";
import { DataTable, type TableData } from "./data-table";

type TableCardProps = TableData & { title: string; note?: string };

/** A table that is the whole of its card. */
export function TableCard({ title, note, ...table }: TableCardProps) {
  return (
    <Card title={title} note={note}>
      <DataTable {...table} />
    </Card>
  );
}
