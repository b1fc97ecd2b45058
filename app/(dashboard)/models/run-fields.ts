import type { StartDefaults } from "@/components/models/start-form";
import { presetSpecs } from "@/lib/features/transform-spec";
import { isoDay } from "@/lib/format/date";
import { defaultRequest, type Segmentation } from "@/lib/types/segmentation";

/** Features that differ from the preset's own; none where the preset says it all. */
function ownFeatures({ preset, features }: Segmentation): readonly string[] {
  const ofPreset = presetSpecs[preset].map(({ feature }) => feature);
  const isSame = ofPreset.length === features.length && ofPreset.every((feature) => features.includes(feature));
  return isSame ? [] : features;
}

/** What the start form opens with: an earlier run's parameters, or the defaults as of the last day. */
export function startDefaults(from: Segmentation | null, lastDay: number): StartDefaults {
  const base = from ?? defaultRequest;
  return {
    method: base.method,
    preset: base.preset,
    balance: from === null ? "" : from.balance,
    k: from === null ? null : from.k,
    asOf: isoDay(from?.asOf ?? lastDay),
    windowDays: base.windowDays,
    status: base.status,
    features: from === null ? [] : ownFeatures(from),
    seed: base.seed,
    nInit: base.nInit,
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
    ...ownFeatures(run).map((feature): [string, string] => ["features", feature]),
  ];
}
