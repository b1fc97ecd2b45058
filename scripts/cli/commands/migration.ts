import { openAnalytics } from "@/lib/analytics/engine";
import { isoDay } from "@/lib/format/date";
import type { Migration, MigrationSide } from "@/lib/types/migration";
import { type MigrationRequest, readMigration } from "@/lib/workflows/read-migration";
import type { MigrationAnswer } from "../answers";
import { type Command, type CommandInput, dayOption, UsageError, wholeOption } from "../command";

const anyId = { min: 1, max: Number.MAX_SAFE_INTEGER };

function requestOf(input: CommandInput): MigrationRequest {
  const [fromRun, toRun] = [wholeOption(input, "from-run", anyId), wholeOption(input, "to-run", anyId)];
  if (fromRun !== null && toRun !== null) return { kind: "runs", from: fromRun, to: toRun };
  const [from, to] = [dayOption(input, "from"), dayOption(input, "to")];
  if (from === null || to === null) throw new UsageError("--from and --to name two days, or --from-run and --to-run two runs");
  return { kind: "days", segmentationId: wholeOption(input, "segmentation", anyId), from, to };
}

const nameOf = (side: MigrationSide, index: number | null): string | null => side.groups.find((group) => group.index === index)?.name ?? null;
const sideAnswer = ({ segmentationId, asOf, customers, groups }: MigrationSide) => ({
  segmentationId, asOf: isoDay(asOf), customers, segments: groups.map(({ name, customers: members, revenueCents }) => ({ name, customers: members, revenueCents })),
});

function answerOf({ before, after, flows, newcomers, gone, moved, common }: Migration): MigrationAnswer {
  return {
    before: sideAnswer(before), after: sideAnswer(after), newcomers, gone, moved, common,
    flows: flows.map(({ from, to, ...sums }) => ({ from: nameOf(before, from), to: nameOf(after, to), ...sums })),
  };
}

function textOf(result: Migration): string {
  const lines = [...result.flows].sort((a, b) => b.customers - a.customers).map((flow) =>
    `${String(flow.customers).padStart(9)}  ${nameOf(result.before, flow.from) ?? "new customers"} -> ${nameOf(result.after, flow.to) ?? "gone"}`);
  return [`${result.moved} of ${result.common} customers moved from ${isoDay(result.before.asOf)} to ${isoDay(result.after.asOf)}; ${result.newcomers} are new, ${result.gone} are gone.`, ...lines].join("\n");
}

const text = { type: "string" } as const;

export const migrationCommand: Command = {
  name: "migration",
  usage: "migration --from YYYY-MM-DD --to YYYY-MM-DD [--segmentation ID] | --from-run ID --to-run ID",
  summary: "shows who went from which segment to which, between two days or two runs",
  options: { from: text, to: text, segmentation: text, "from-run": text, "to-run": text },
  positionals: { min: 0, max: 0 },
  run: async (input) => {
    const request = requestOf(input);
    const engine = openAnalytics();
    try {
      const result = await readMigration(request, engine);
      return { json: answerOf(result), text: textOf(result) };
    } finally {
      engine.close();
    }
  },
};
