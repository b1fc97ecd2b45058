import { featureLabel, formatFeature, formatFeatureMean } from "@/lib/format/feature-words";
import type { MoneyStyle } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import { borderlineMargin } from "@/lib/types/customer-filter";
import type { CustomerMembership } from "@/lib/types/customer-page";
import type { PersonaLook } from "../theme";
import { Card } from "../ui/card";
import { DataTable } from "../ui/data-table";
import { PersonaName } from "../ui/persona-name";
import classes from "./customers.module.css";

export type SegmentReason = PersonaLook & { index: number; name: string; reason: string };

type MembershipCardProps = {
  membership: CustomerMembership;
  own: SegmentReason;
  runnerUp: SegmentReason | null;
  segmentation: string;
  style: MoneyStyle;
};

function marginWords(margin: number | null, own: string, other: string | null, locale: string): string {
  if (margin === null || other === null) return `A rule puts them here, so there is no border to ${other ?? "another persona"} to measure.`;
  const text = formatNumber(margin, locale, 2);
  if (margin < borderlineMargin) return `Margin ${text}: on the border between ${own} and ${other}. A small change would move them.`;
  return `Margin ${text}: clearly nearer to ${own} than to ${other}, the runner-up.`;
}

/** Why this persona and not the next: the features of the run, this customer beside both means. */
export function MembershipCard({ membership, own, runnerUp: other, segmentation, style }: MembershipCardProps) {
  return (
    <Card title={`Why ${own.name}`} note={segmentation}>
      <p>
        <span className={classes.dim}>Its typical member:</span> {own.reason}
      </p>
      <p style={{ margin: "8px 0 10px" }}>{marginWords(membership.margin, own.name, other === null ? null : other.name, style.locale)}</p>
      {membership.comparison.length > 0 && (
        <DataTable
          caption={`This customer beside the means of ${own.name}${other === null ? "" : ` and ${other.name}`}`}
          columns={[
            { key: "feature", label: "Means" },
            { key: "value", label: "Customer", align: "right" },
            { key: "own", label: own.name, align: "right" },
            ...(other === null ? [] : [{ key: "other", label: other.name, align: "right" as const }]),
          ]}
          rows={membership.comparison.map((row) => ({
            id: row.feature,
            cells: {
              feature: featureLabel(row.feature),
              value: <strong>{formatFeature(row.feature, row.value, style)}</strong>,
              own: formatFeatureMean(row.feature, row.own, style),
              other: formatFeatureMean(row.feature, row.runnerUp, style),
            },
          }))}
        />
      )}
      {other !== null && (
        <p style={{ marginTop: 10, display: "flex", gap: 8 }}>
          Runner-up <PersonaName {...other} />
        </p>
      )}
    </Card>
  );
}
