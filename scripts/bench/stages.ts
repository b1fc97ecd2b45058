import { measureApi } from "./api-load";
import { contestChoice } from "./choice-contest";
import { dropData, freshData, runCommand, runStage } from "./context";
import { interleave } from "./figures";
import { benchKernel } from "./kernel-contest";
import { runPeer } from "./peer";
import type { BenchContext } from "./context";
import type { Measure } from "./figures";
import type { PeerRun } from "./peer";
import type { Stage } from "./stage-answers";

const megabytesAtMost = { small: 600, large: 1600 };
const wholeImportRatio = { small: 1, large: 1.3 };
const personasRatio = { small: 1, large: 1.25 };
/** Sign-in, audit and heartbeats wait no longer for an import. */
const longestSliceMs = 200;
const smallShop = 100_000;

/** The stages by name, in the order in which they run. */
export const stages = {
  import: benchImport,
  publish: benchPublish,
  fit: benchFit,
  kernel: benchKernel,
  choice: benchChoice,
  personas: benchPersonas,
  api: measureApi,
} as const satisfies Record<string, (context: BenchContext) => Promise<Measure[]>>;
export type StageName = keyof typeof stages;

/** Files to durable rows, the published snapshot and the features, against the peer's whole run. */
async function benchImport(context: BenchContext): Promise<Measure[]> {
  const { ours, peer } = await interleave(() => importAndFeatures(context), peerOf(context), context.rounds);
  const imports = ours.map((run) => run.imported);
  const size = context.customers <= smallShop ? "small" : "large";
  return [
    figure(
      "import and publish",
      "s",
      imports.map((run) => run.seconds),
    ),
    figure(
      "import and publish, rows",
      "rows/s",
      imports.map((run) => run.rows / run.seconds),
    ),
    {
      ...figure(
        "import and publish, peak memory",
        "MB",
        imports.map((run) => run.peakMb),
        peer.map((run) => run.peakMb),
      ),
      bar: { of: "ours", most: megabytesAtMost[size] },
    },
    {
      ...figure(
        "import, longest hold of the store's lock",
        "ms",
        imports.map((run) => (run.laps.longestSlice ?? NaN) * 1000),
      ),
      bar: { of: "ours", most: longestSliceMs },
    },
    figure(
      "features, first query",
      "s",
      ours.map((run) => run.features.seconds),
      peer.map((run) => run.stages.features),
    ),
    figure(
      "features, later queries",
      "s",
      ours.map((run) => run.features.laps.warm ?? NaN),
    ),
    {
      ...figure(
        "import, publish and features; the peer's whole run",
        "s",
        ours.map((run) => run.imported.seconds + run.features.seconds),
        peer.map((run) => run.wallSeconds),
      ),
      bar: { of: "ratio", most: wholeImportRatio[size] },
    },
  ];
}

async function importAndFeatures(context: BenchContext): Promise<{ imported: Stage; features: Stage }> {
  const data = freshData(context);
  const imported = await runStage(context, data, "import", context.files);
  const features = await runStage(context, data, "features");
  dropData(data);
  return { imported, features };
}

/** A snapshot published anew from the store's rows, as after an undo. */
async function benchPublish(context: BenchContext): Promise<Measure[]> {
  const data = freshData(context);
  await runStage(context, data, "import", context.files);
  const runs: Stage[] = [];
  for (let round = 0; round < context.rounds; round++) runs.push(await runStage(context, data, "publish"));
  dropData(data);
  return [
    figure(
      "publish from the store",
      "s",
      runs.map((run) => run.seconds),
    ),
    figure(
      "publish from the store, peak memory",
      "MB",
      runs.map((run) => run.peakMb),
    ),
  ];
}

/** The fit alone: the default preset with 10 starts, by the kernel and by ml-kmeans, and one start on the peer's seven features. */
async function benchFit(context: BenchContext): Promise<Measure[]> {
  const data = freshData(context);
  await runStage(context, data, "import", context.files);
  const { ours, peer } = await interleave(
    () => runStage(context, data, "fit"),
    peerOf(context, 1),
    context.rounds,
  );
  dropData(data);
  const peerSeconds = peer.map((run) => run.stages.kmeans);
  return [
    figure(
      "fit, default preset, 10 starts",
      "s",
      ours.map((run) => run.laps.defaultPreset ?? NaN),
    ),
    figure(
      "fit, default preset, 10 starts, ml-kmeans on a balanced sample",
      "s",
      ours.map((run) => run.laps.library ?? NaN),
    ),
    figure(
      "fit, 7 features, all customers, 1 start",
      "s",
      ours.map((run) => run.laps.oneStart ?? NaN),
      peerSeconds,
    ),
  ];
}

/** The whole choice, with the starts and resamples a run takes, and the run it recommends; then the choice alone against scikit-learn. */
async function benchChoice(context: BenchContext): Promise<Measure[]> {
  const data = freshData(context);
  await runStage(context, data, "import", context.files);
  const seconds: number[] = [];
  for (let round = 0; round < context.rounds; round++) {
    seconds.push((await runCommand(context, data, "segment", "--k", "auto", "--assess", "full")).seconds);
  }
  const job = await contestChoice(context, data);
  dropData(data);
  return [figure("segmentation with the choice of k in 2..15, silhouettes and 50 resamples", "s", seconds), job];
}

/** Files to personas through the command line, as a person would wait for it. */
async function benchPersonas(context: BenchContext): Promise<Measure[]> {
  const { ours, peer } = await interleave(() => filesToPersonas(context), peerOf(context), context.rounds);
  const seconds = figure(
    "files to personas",
    "s",
    ours,
    peer.map((run) => run.wallSeconds),
  );
  return [{ ...seconds, bar: { of: "ratio", most: personasRatio[context.customers <= smallShop ? "small" : "large"] } }];
}

async function filesToPersonas(context: BenchContext): Promise<number> {
  const data = freshData(context);
  const imported = await runCommand(context, data, "import", context.files);
  const segmented = await runCommand(
    context,
    data,
    "segment",
    "--k",
    "11",
    "--seed",
    "42",
    "--status",
    "delivered",
    // the peer neither chooses k nor resamples
    "--assess",
    "none",
  );
  dropData(data);
  return imported.seconds + segmented.seconds;
}

function peerOf(context: BenchContext, starts = 10): (() => Promise<PeerRun>) | null {
  const script = context.peer;
  return script === null ? null : () => runPeer(script, context.files, starts);
}

function figure(
  name: string,
  unit: Measure["unit"],
  ours: readonly number[],
  peer: readonly number[] = [],
): Measure {
  return { name, unit, ours, peer, bar: null };
}
