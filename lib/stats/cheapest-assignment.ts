/**
 * The assignment problem: pairs rows with columns so that the costs of the pairs add up to the least.
 *
 * Variant: shortest augmenting paths with potentials (the Hungarian method), O(rows² x columns).
 * Every row of the shorter side is paired; equal totals are decided by order, so the answer is
 * deterministic. Source: Kuhn (1955), The Hungarian Method; Jonker & Volgenant (1987).
 *
 * @param costs rows x columns, finite; either side may be the longer
 * @returns for each row its column, -1 where there are more rows than columns
 * @throws RangeError if rows differ in length or a cost is not finite
 */
export function cheapestAssignment(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  for (const row of costs) {
    if (row.length !== columns) throw new RangeError(`rows differ in length: ${columns} and ${row.length}`);
    for (const cost of row) if (!Number.isFinite(cost)) throw new RangeError(`cost ${cost} is not finite`);
  }
  if (rows <= columns) return assignRows(costs, rows, columns);
  const turned = Array.from({ length: columns }, (_, j) => costs.map((row) => row[j] ?? 0));
  const rowOf = assignRows(turned, columns, rows);
  const columnOf = new Array<number>(rows).fill(-1);
  rowOf.forEach((row, column) => (columnOf[row] = column));
  return columnOf;
}

/** One augmenting path: the column it ends in, and for each column the one it was reached from. */
type Path = { end: number; from: Int32Array };

/** At most as many rows as columns; indices are 1-based inside, 0 is the virtual start. */
function assignRows(costs: readonly (readonly number[])[], rows: number, columns: number): number[] {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const { end, from } = shortestPath(costs, { rowPotential, columnPotential, rowOf });
    for (let column = end; column !== 0; column = from[column] ?? 0) rowOf[column] = rowOf[from[column] ?? 0] ?? 0;
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] ?? 0;
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}

type Labels = { rowPotential: Float64Array; columnPotential: Float64Array; rowOf: Int32Array };

/** Dijkstra on reduced costs from the row at the virtual column 0 to the nearest free column; updates the potentials. */
function shortestPath(costs: readonly (readonly number[])[], { rowPotential, columnPotential, rowOf }: Labels): Path {
  const size = rowOf.length;
  const distance = new Float64Array(size).fill(Infinity);
  const from = new Int32Array(size);
  const isDone = new Uint8Array(size);
  let column = 0;
  while (column === 0 || rowOf[column] !== 0) {
    isDone[column] = 1;
    const row = rowOf[column] ?? 0;
    let step = Infinity;
    let next = 0;
    for (let j = 1; j < size; j++) {
      if (isDone[j] === 1) continue;
      const reduced = (costs[row - 1]?.[j - 1] ?? 0) - (rowPotential[row] ?? 0) - (columnPotential[j] ?? 0);
      if (reduced < (distance[j] ?? Infinity)) {
        distance[j] = reduced;
        from[j] = column;
      }
      if ((distance[j] ?? Infinity) < step) {
        step = distance[j] ?? Infinity;
        next = j;
      }
    }
    for (let j = 0; j < size; j++) {
      if (isDone[j] === 1) {
        const reached = rowOf[j] ?? 0;
        rowPotential[reached] = (rowPotential[reached] ?? 0) + step;
        columnPotential[j] = (columnPotential[j] ?? 0) - step;
      } else distance[j] = (distance[j] ?? 0) - step;
    }
    column = next;
  }
  return { end: column, from };
}
