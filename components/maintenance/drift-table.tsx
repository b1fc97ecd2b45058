import { formatMonth } from "@/lib/format/date";
import { kpiWords } from "@/lib/format/kpi-words";
import { formatNumber } from "@/lib/format/number";
import type { DriftWord, FlowDrift, FlowName } from "@/lib/types/maintenance";
import { Badge, type Tone } from "../ui/badge";
import classes from "./maintenance.module.css";

const names: Record<FlowName, string> = {
  amount: "Order amount", payment: "Payment", category: "Category", state: "State", lateness: "Lateness", review: kpiWords.reviewScore.name,
  newcomers: "Share of new", segments: "Segment mix",
};
const tones: Record<DriftWord, Tone> = { none: "plain", moderate: "warn", major: "bad" };
const mostColumns = 6;

/**
 * At most six months, evenly spread, the last one always among them. Where the mix of segments is
 * known for some months only (models compared every second month), those come first.
 */
export function shownMonths(count: number, flows: readonly Pick<FlowDrift, "flow" | "psi">[]): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  const mix = flows.find(({ flow }) => flow === "segments");
  const known = all.filter((i) => i === count - 1 || (mix?.psi[i] ?? null) !== null);
  const months = known.length > 1 ? known : all;
  if (months.length <= mostColumns) return months;
  return Array.from({ length: mostColumns }, (_, i) => months[Math.round((i * (months.length - 1)) / (mostColumns - 1))] ?? 0);
}

function levelOf(psi: number): string {
  return psi >= 0.25 ? "major" : psi >= 0.1 ? "moderate" : "none";
}

type DriftTableProps = { months: readonly number[]; flows: readonly FlowDrift[]; locale: string };

/** PSI of each part of the order flow against the base, month by month. */
export function DriftTable({ months, flows, locale }: DriftTableProps) {
  const shown = shownMonths(months.length, flows);
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Drift by month">
      <table className={classes.table}>
        <caption className="visually-hidden">Population stability index against the base period, by month</caption>
        <thead>
          <tr>
            <th scope="col">PSI against base</th>
            {shown.map((i) => <th key={i} scope="col" className={classes.right}>{formatMonth(months[i] ?? 0, locale).replace(/ \d\d(\d\d)$/, " $1")}</th>)}
            <th scope="col" className={classes.now}>Now</th>
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.flow}>
              <th scope="row" title={flow.change ?? undefined}>{names[flow.flow]}</th>
              {shown.map((i) => {
                const psi = flow.psi[i] ?? null;
                return (
                  <td key={i} className={classes.right}>
                    {psi === null ? <span className={classes.unknown} title="too few orders, or not known yet">?</span> : <span className={classes.psi} data-level={levelOf(psi)}>{formatNumber(psi, locale, 2)}</span>}
                  </td>
                );
              })}
              <td className={classes.now}>
                {flow.psi.every((psi) => psi === null) ? <span className={classes.unknown}>unknown</span> : <Badge tone={tones[flow.now]} title={flow.change ?? undefined}>{flow.now}</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
