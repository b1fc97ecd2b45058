import { IconDownload } from "@tabler/icons-react";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { RejectReason } from "@/lib/types/import";
import { Card } from "../ui/card";
import classes from "./imports.module.css";

type RejectsCardProps = { importId: number; reasons: readonly RejectReason[]; rejected: number; locale: string };

function placeOf({ file, line, column }: RejectReason, locale: string): string {
  return [file, line !== null && `line ${formatNumber(line, locale)}`, column !== null && `column ${column}`].filter(Boolean).join(", ");
}

/** Why lines were rejected and where first; all of them in a file. */
export function RejectsCard({ importId, reasons, rejected, locale }: RejectsCardProps) {
  return (
    <Card
      title={rejected === 0 ? "No row was rejected" : `${plural(rejected, formatNumber(rejected, locale), "row")} rejected`}
      note={rejected === 0 ? `Import ${importId}` : `Import ${importId}, by reason; first line of each`}
      actions={
        rejected === 0 ? undefined : (
          <a className={classes.download} href={`/api/imports/${importId}/rejects`} download>
            <IconDownload size={15} stroke={1.6} aria-hidden="true" /> rejects.csv
          </a>
        )
      }
    >
      <ul>
        {reasons.map((reason) => (
          <li key={reason.reason} className={classes.reason}>
            <div>
              <strong>{reason.reason.replace(/(?<= )-(?=\d)/g, "−")}</strong>
              <p className={classes.dim}>{placeOf(reason, locale)}</p>
            </div>
            <strong>{formatNumber(reason.count, locale)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}
