import { holdsBar, median, ratio } from "./figures";
import type { Measure } from "./figures";

export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  /** null when the peer cannot run here */
  python: string | null;
  pandas: string | null;
  scikit: string | null;
};

/** One run of the bench at one size. */
export type BenchReport = {
  customers: number;
  rounds: number;
  machine: Machine;
  measures: readonly Measure[];
};

const heading = "# Benchmarks";
const preamble = `${heading}

Written by \`npm run bench\`. Medians of interleaved runs on one machine; every run starts from an
empty data folder. The peer is the notebook way, one pandas and scikit-learn script on the same files.
A ratio under 1 means that Clientele took less than the peer.
`;

/** Report as one section of the benchmark document. */
export function sectionOf(report: BenchReport): string {
  const { machine, measures, customers, rounds } = report;
  const peer =
    machine.python === null
      ? "the peer could not run here"
      : `Python ${machine.python}, pandas ${machine.pandas}, scikit-learn ${machine.scikit}`;
  const rows = measures.map(
    (measure) =>
      `| ${measure.name} | ${amount(median(measure.ours), measure.unit)} | ${measure.peer.length > 0 ? amount(median(measure.peer), measure.unit) : "–"} | ${ratioText(measure)} | ${barText(measure)} |`,
  );
  return [
    titleOf(customers),
    "",
    `${machine.cores} cores (${machine.cpu}), ${machine.memoryGb} GB, ${machine.system}; Node ${machine.node}; ${peer}. Rounds: ${rounds}.`,
    "",
    "| measure | Clientele | peer | ratio | bar |",
    "|---|---:|---:|---:|---|",
    ...rows,
    "",
  ].join("\n");
}

/**
 * Document with the section of that size replaced, or added in order of size.
 *
 * @param document earlier text, empty at first
 */
export function withSection(document: string, report: BenchReport): string {
  const sections = new Map<number, string>();
  for (const part of document.split(/^(?=## )/m).slice(1)) {
    const size = Number(/^## ([\d,]+) customers/.exec(part)?.[1]?.replaceAll(",", ""));
    if (Number.isFinite(size)) sections.set(size, `${part.trimEnd()}\n`);
  }
  sections.set(report.customers, sectionOf(report));
  const ordered = [...sections].sort(([a], [b]) => a - b).map(([, text]) => text);
  return [preamble, ...ordered].join("\n");
}

function titleOf(customers: number): string {
  return `## ${customers.toLocaleString("en-US")} customers`;
}

/** A value with its unit, three figures where they mean something. */
export function amount(value: number, unit: Measure["unit"]): string {
  if (Number.isNaN(value)) return "–";
  const text = value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
  return `${text} ${unit}`;
}

function ratioText(measure: Measure): string {
  const value = ratio(measure);
  return value === null ? "–" : value.toFixed(2);
}

function barText(measure: Measure): string {
  const isHeld = holdsBar(measure);
  if (measure.bar === null) return "";
  const most =
    measure.bar.of === "ratio"
      ? `ratio ≤ ${measure.bar.most}`
      : `≤ ${amount(measure.bar.most, measure.unit)}`;
  if (isHeld === null) return `${most}: not measured`;
  return `${most}: ${isHeld ? "held" : "**missed**"}`;
}
