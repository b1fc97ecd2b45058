import { formatNumber, formatPercent } from "@/lib/format/number";
import type { DecayCurve } from "@/lib/types/maintenance";
import { DataTable, type TableData } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { DecayChart } from "./decay-chart";
import classes from "./maintenance.module.css";

function tableOf(curve: DecayCurve, threshold: number, locale: string): TableData {
  const ari = (value: number): string => formatNumber(value, locale, 3);
  return {
    caption: "Agreement with a refit by months since the fit",
    columns: [
      { key: "months", label: "Months", align: "right" },
      { key: "plain", label: "As it is", align: "right", title: "median adjusted Rand index" },
      { key: "band", label: "9 of 10 within", align: "right" },
      { key: "held", label: "Recency frozen", align: "right" },
      { key: "heldLow", label: "unlucky tenth", align: "right" },
      { key: "keeps", label: `At least ${formatNumber(threshold, locale, 2)}`, align: "right", title: "share of runs, recency frozen" },
      { key: "runs", label: "Runs", align: "right" },
    ],
    rows: curve.points.map((point) => ({
      id: String(point.lag),
      cells: {
        months: point.months, plain: ari(point.plain.median), band: `${ari(point.plain.low)} to ${ari(point.plain.high)}`,
        held: ari(point.held.median), heldLow: ari(point.held.low), keeps: formatPercent(point.keeps, locale, 0), runs: point.held.runs,
      },
    })),
  };
}

type EvidenceProps = { curve: DecayCurve; threshold: number; safeMonths: number | null; words: string; csvHref: string | null; locale: string };

/** How agreement falls, drawn and in numbers. */
export function Evidence({ curve, threshold, safeMonths, words, csvHref, locale }: EvidenceProps) {
  const values = curve.points.map((point) => ({
    months: point.months, plain: point.plain.median, low: point.plain.low, high: point.plain.high, held: point.held.median, heldLow: point.held.low,
  }));
  return (
    <figure aria-labelledby="evidence" className={classes.section}>
      <figcaption id="evidence" className={classes.heading}><span aria-hidden="true">1</span> The evidence</figcaption>
      {csvHref !== null && <div className={classes.file}><DownloadLink href={csvHref}>CSV</DownloadLink></div>}
      <p className={classes.unit}>ARI, agreement with a refit; the band holds 9 of 10 base dates and starts</p>
      <DecayChart values={values} threshold={threshold} safeMonths={safeMonths} locale={locale} />
      <p className={classes.small}>{words}</p>
      <details className={classes.details}>
        <summary>Show as table</summary>
        <DataTable {...tableOf(curve, threshold, locale)} />
      </details>
    </figure>
  );
}
