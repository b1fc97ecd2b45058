import type { RuleChoice, StartDefaults } from "@/components/models/start-defaults";
import { presetSpecs } from "@/lib/features/transform-spec";
import { isoDay } from "@/lib/format/date";
import type { SavedRuleTable } from "@/lib/types/rule-table";
import { defaultRequest, type Segmentation } from "@/lib/types/segmentation";
import { standardTables } from "@/lib/workflows/rule-tables";

/** Features that differ from the preset's own; none where the preset says it all. */
function ownFeatures({ preset, features }: Segmentation): readonly string[] {
  const ofPreset = presetSpecs[preset].map(({ feature }) => feature);
  const isSame = ofPreset.length === features.length && ofPreset.every((feature) => features.includes(feature));
  return isSame ? [] : features;
}

/** How the start form names the rules of a run. */
function tableChoice({ id, rfm }: Segmentation): string {
  if (rfm === null) return "seven";
  return rfm.tableName === "custom" ? `run-${id}` : rfm.tableName;
}

const binWords = (bins: number): string => `${bins} by ${bins} cells`;

/** The rules to choose from: the standard ones, the shop's own, and those of the run one starts from. */
export function ruleChoices(own: readonly SavedRuleTable[], from: Segmentation | null): RuleChoice[] {
  const { seven, eleven } = standardTables;
  const ofRun = from !== null && from.rfm?.tableName === "custom" ? [{ value: `run-${from.id}`, label: `As in run ${from.id}, ${binWords(from.rfm.table.bins)}`, bins: from.rfm.table.bins, isSeven: false }] : [];
  return [
    { value: "seven", label: `Seven seed segments, ${binWords(seven.bins)}`, bins: seven.bins, isSeven: true },
    { value: "eleven", label: `Eleven standard segments, ${binWords(eleven.bins)}`, bins: eleven.bins, isSeven: false },
    ...own.map(({ id, name, table }) => ({ value: `own-${id}`, label: `${name}, ${binWords(table.bins)}`, bins: table.bins, isSeven: false })),
    ...ofRun,
  ];
}

/** What the start form opens with: an earlier run's parameters, or the defaults as of the last day. */
export function startDefaults(from: Segmentation | null, lastDay: number, minorUnits: number): StartDefaults {
  const base = from ?? defaultRequest;
  const cuts = from?.rfm == null ? null : from.cuts;
  const list = (values: readonly number[] | undefined, unit = 1): string => (values ?? []).map((value) => value / unit).join(", ");
  return {
    method: base.method,
    preset: base.preset,
    balance: from === null ? "" : from.balance,
    k: from === null ? null : from.k,
    asOf: isoDay(from?.asOf ?? lastDay),
    windowDays: base.windowDays,
    status: base.status ?? "",
    features: from === null ? [] : ownFeatures(from),
    seed: base.seed,
    nInit: base.nInit,
    engine: from?.engine ?? defaultRequest.engine,
    assess: base.assess,
    table: from === null ? "seven" : tableChoice(from),
    scoring: from?.rfm == null ? "" : from.rfm.cutPoints === "given" ? "fixed" : from.rfm.scoring === "fixed" ? "" : from.rfm.scoring,
    cuts: { recency: list(cuts?.recencyDays), orders: list(cuts?.orderCount), spend: list(cuts?.revenueCents, 10 ** minorUnits) },
  };
}

/** A run's parameters but k, as the fields of the start action. */
export function runFields(run: Segmentation): [string, string][] {
  return [
    ["method", run.method],
    ["preset", run.preset],
    ["balance", run.balance],
    ["asOf", isoDay(run.asOf)],
    ["windowDays", run.windowDays === null ? "" : String(run.windowDays)],
    ["status", run.status],
    ["seed", String(run.seed)],
    ["nInit", String(run.nInit)],
    ["engine", run.engine ?? ""],
    ["assess", run.assess],
    ...ownFeatures(run).map((feature): [string, string] => ["features", feature]),
  ];
}
