import path from "node:path";
import { analytics } from "@/lib/analytics/engine";
import { exportMembers } from "@/lib/workflows/export-members";
import type { MembersAnswer } from "../answers";
import { type Command, requiredText } from "../command";
import { chosenSegmentation } from "./personas";

export const members: Command = {
  name: "members",
  usage: "members [--segmentation ID] --out FILE.csv",
  summary: "writes every customer with segment, margin and features",
  options: { segmentation: { type: "string" }, out: { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input, { actor }) => {
    const file = path.resolve(requiredText(input, "out"));
    const run = await chosenSegmentation(input);
    const { rows, sha256 } = await exportMembers(run, file, actor).finally(() => analytics().close());
    const json: MembersAnswer = { segmentationId: run.id, file, rows, sha256 };
    return { json, text: `${rows} members of segmentation ${run.id} written to ${file}` };
  },
};
