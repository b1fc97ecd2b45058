import { contactSource, olistSources, type Source } from "./sources";

/** A file whose kind is known: where each field stands in the file's own column order. */
export type Recognised = {
  source: Source;
  /** column position per field; null = the file does not have it */
  positions: readonly (number | null)[];
};

const widest = 1000;

/** Header cells as they are compared: no BOM, outer spaces or capitals. */
export function normalHeader(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replace(/^\uFEFF/, "").trim().toLowerCase());
}

/**
 * Why a header line cannot be used; null when it can.
 *
 * @param cells normalised header cells
 */
export function headerProblem(cells: readonly string[]): string | null {
  if (cells.length > widest) return `line 1: ${cells.length} columns; at most ${widest} are read`;
  const seen = new Set<string>();
  for (const cell of cells) {
    if (cell !== "" && seen.has(cell)) return `line 1: the column ${cell.slice(0, 100)} appears twice`;
    seen.add(cell);
  }
  return null;
}

function positionsOf(source: Source, header: readonly string[]): (number | null)[] {
  return source.fields.map((f) => {
    const at = header.indexOf(f.column);
    return at < 0 ? null : at;
  });
}

/** A file is of a kind when it has every column the kind cannot do without and no other kind fits better. */
function fits(source: Source, header: readonly string[]): boolean {
  return source.fields.every((f) => header.includes(f.column) || !(f.required || source.key.includes(f.name)));
}

/**
 * What a file is by its header, whatever its name; null when nothing fits. Columns may stand in
 * any order and unknown ones are ignored. Of several kinds that fit, the one with most columns present wins.
 *
 * @param cells normalised header cells
 */
export function recognise(cells: readonly string[]): Recognised | null {
  const candidates = [...olistSources, contactSource]
    .filter((source) => fits(source, cells))
    .map((source) => ({ source, positions: positionsOf(source, cells) }))
    .sort((a, b) => present(b) - present(a));
  const best = candidates[0];
  // One shared column is no evidence: a lone `customer_id` column is not a contacts file.
  return best && present(best) >= 2 ? best : null;
}

function present(candidate: Recognised): number {
  return candidate.positions.filter((p) => p !== null).length;
}
