import { writeFileSync } from "node:fs";
import path from "node:path";
import { isoDay } from "@/lib/format/date";
import { overviewReport } from "@/lib/measure/report";
import type { ReportAnswer } from "../answers";
import { type Command, textOption } from "../command";
import { overviewOptions, overviewUsage, readAskedOverview } from "../overview-options";

export const report: Command = {
  name: "report",
  usage: `report ${overviewUsage} [--out FILE.md]`,
  summary: "writes key figures, findings, personas and movers as a text in Markdown",
  options: { ...overviewOptions, out: { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input) => {
    const { overview, segments, movers } = await readAskedOverview(input, { withMovers: true });
    const markdown = overviewReport(overview, segments, movers);
    const out = textOption(input, "out");
    const file = out === null ? null : path.resolve(out);
    if (file !== null) writeFileSync(file, markdown);
    const json: ReportAnswer = { asOf: isoDay(overview.asOf ?? overview.lastDay), segmentationId: overview.segmentation?.id ?? null, file, markdown };
    return { json, text: file === null ? markdown.trimEnd() : `Report written to ${file}` };
  },
};
