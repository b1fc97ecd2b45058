import { copyFileSync, chmodSync, rmSync } from "node:fs";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { noFilter } from "@/lib/types/customer-filter";
import { channels } from "@/lib/types/target-list";
import { drawTargetList } from "@/lib/workflows/draw-target-list";
import type { ExportAnswer } from "../answers";
import { type Command, choiceOption, requiredText } from "../command";
import { chosenSegmentation } from "./personas";

/** The same list a campaign owner downloads: behind the consent gate, recorded, in the audit log. */
export const exportCommand: Command = {
  name: "export",
  usage: "export --segment NAME --out FILE.csv [--segmentation ID] [--channel email|sms]",
  summary: "writes the target list of a segment: members who consented, and their contact details",
  options: { segment: { type: "string" }, out: { type: "string" }, segmentation: { type: "string" }, channel: { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input, { actor }) => {
    const name = requiredText(input, "segment");
    const file = path.resolve(requiredText(input, "out"));
    const run = await chosenSegmentation(input);
    const segment = run.segments.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!segment) throw new AppError("notFound", `There is no segment ${name}. There are: ${run.segments.map((one) => one.name).join(", ")}.`);
    const request = { segmentationId: run.id, filter: { ...noFilter, segments: [segment.index] }, channel: choiceOption(input, "channel", channels) ?? "email" };
    // the caller keeps the file, so ours expires at once
    const list = await drawTargetList({ request, actor, ip: null, expiresAt: new Date() });
    copyFileSync(list.file, file);
    chmodSync(file, 0o600);
    rmSync(list.file, { force: true });
    const json: ExportAnswer = { targetListId: list.id, segment: list.segment, file, rows: list.rows, excluded: list.excluded, sha256: list.sha256 };
    const { noConsent, unknownConsent, noAddress } = list.excluded;
    return {
      json,
      text: `${list.rows} of ${list.members} members of ${list.segment} written to ${file}; left out: ${noConsent} refused, ${unknownConsent} never asked, ${noAddress} without a usable address`,
    };
  },
};
