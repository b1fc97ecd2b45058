import { formatBytes } from "@/lib/format/duration";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { FileLedger as LedgerLine } from "@/lib/types/import";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import classes from "./imports.module.css";

type FileLedgerProps = { title: string; note: string; files: readonly LedgerLine[]; error: string | null; locale: string };

const rowsOf = ({ accepted, updated, duplicate, rejected, pending }: LedgerLine): number => accepted + updated + duplicate + rejected + pending;

function Count({ value, locale, isWarning = false }: { value: number; locale: string; isWarning?: boolean }) {
  const text = formatNumber(value, locale);
  if (value === 0) return <span className={classes.faint}>{text}</span>;
  return isWarning ? <strong className={classes.warn}>{text}</strong> : <>{text}</>;
}

/** One import file by file: what became of each row. The five counts add up to the rows. */
export function FileLedger({ title, note, files, error, locale }: FileLedgerProps) {
  return (
    <Card title={title} note={note}>
      {error !== null && (
        <p className={classes.error} role="alert">
          <Badge tone="bad">not imported</Badge> {error}
        </p>
      )}
      {files.length > 0 ? (
        <DataTable
          caption={`${title}: ${plural(files.length, String(files.length), "file")}`}
          columns={[
            { key: "file", label: "File" },
            { key: "kind", label: "Is" },
            { key: "size", label: "Size", align: "right" },
            { key: "rows", label: "Rows", align: "right" },
            { key: "accepted", label: "Accepted", align: "right" },
            { key: "updated", label: "Updated", align: "right" },
            { key: "pending", label: "Waiting", align: "right", title: "stored, but the row it refers to has not arrived" },
            { key: "rejected", label: "Rejected", align: "right" },
            { key: "duplicate", label: "Duplicate", align: "right" },
          ]}
          rows={files.map((file) => ({
            id: file.name,
            cells: {
              file: <span title={file.name}>{file.name}</span>,
              kind: file.kind,
              size: formatBytes(file.bytes, locale),
              rows: formatNumber(rowsOf(file), locale),
              accepted: <Count value={file.accepted} locale={locale} />,
              updated: <Count value={file.updated} locale={locale} />,
              pending: <Count value={file.pending} locale={locale} isWarning />,
              rejected: <Count value={file.rejected} locale={locale} isWarning />,
              duplicate: <Count value={file.duplicate} locale={locale} />,
            },
          }))}
        />
      ) : (
        error === null && <p className={classes.faint}>No file was read.</p>
      )}
    </Card>
  );
}
