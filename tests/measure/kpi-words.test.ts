import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { kpiWords } from "@/lib/format/kpi-words";
import { kpis } from "@/lib/measure/kpis";
import { kpiKeys } from "@/lib/types/overview";

const root = path.resolve(import.meta.dirname, "../..");
const sources = ["app", "components", "lib", "scripts"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated"))
    .map((file) => path.join(folder, file)),
);

test("the registry words and writes every KPI as screens, files and the command line do", () => {
  expect(kpis.map(({ key, name, format, comparison }) => ({ key, name, format, comparison }))).toEqual(kpiKeys.map((key) => ({ key, ...kpiWords[key] })));
});

test("nothing but the registry words a KPI: a screen, a file or a command reads its name", () => {
  // one plain word such as "Orders" is also what a column counts
  const names = Object.values(kpiWords).map(({ name }) => name).filter((name) => /[ -]/.test(name));
  const worded = names.map((name) => new RegExp(`["'>\`]${name}["'<\`]`));
  const own = sources.filter((file) => file !== "lib/format/kpi-words.ts").filter((file) => worded.some((word) => word.test(readFileSync(path.join(root, file), "utf8"))));
  expect(sources.length).toBeGreaterThan(400);
  expect(own).toEqual([]);
});
