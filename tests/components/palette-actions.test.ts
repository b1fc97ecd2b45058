import { expect, test } from "vitest";
import { paletteGroups, type PaletteInput } from "@/components/shell/palette-actions";
import { nothingFound } from "@/lib/types/palette";

const segment = (name: string) => ({ href: `/segments/${name}`, name, customers: "9 customers", valueWord: null, lifecycle: null });
const input = (query: string): PaletteInput => ({
  query, role: "manager", segments: [segment("Best New"), segment("Cheap"), segment("Best")], runs: [], found: nothingFound, locale: "en", isPast: false,
  go: () => {}, changeDay: () => {}, toggleTheme: () => {},
});
const personas = (query: string) => paletteGroups(input(query)).find(({ group }) => group === "Personas")?.actions.map(({ label }) => label);

test("a persona named in full stands before longer names, else their order stays", () => {
  expect(personas(" best")).toEqual(["Best", "Best New", "Cheap"]);
  expect(personas("")).toEqual(["Best New", "Cheap", "Best"]);
});
