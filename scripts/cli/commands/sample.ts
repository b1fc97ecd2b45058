import path from "node:path";
import { sampleProfiles } from "@/lib/sample/sample-files";
import { writeSampleShop } from "@/scripts/commands/sample";
import type { SampleAnswer } from "../answers";
import { type Command, choiceOption, dayOption, requiredText, wholeOption } from "../command";

export const sample: Command = {
  name: "sample",
  usage: "sample --out DIR [--customers N] [--seed S] [--profile olist|planted] [--change-from YYYY-MM-DD]",
  summary: "writes the files of a made-up shop",
  options: { out: { type: "string" }, customers: { type: "string" }, seed: { type: "string" }, profile: { type: "string" }, "change-from": { type: "string" } },
  positionals: { min: 0, max: 0 },
  run: async (input) => {
    const files = await writeSampleShop({
      out: path.resolve(requiredText(input, "out")),
      customers: wholeOption(input, "customers", { min: 1, max: 4_000_000 }) ?? 100_000,
      seed: wholeOption(input, "seed", { min: 0, max: 2 ** 32 - 1 }) ?? 42,
      profile: choiceOption(input, "profile", sampleProfiles) ?? "olist",
      changeFrom: dayOption(input, "change-from"),
    });
    const json: SampleAnswer = { files: files.map(({ name, bytes }) => ({ name, bytes })) };
    return { json, text: json.files.map((file) => `${file.name}  ${file.bytes.toLocaleString("en")} bytes`).join("\n") };
  },
};
