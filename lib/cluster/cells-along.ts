/** Centroids in a space of d columns, and the values that one column of a point takes step by step. */
export type Scale = {
  /** k x d, row-major, k >= 1 */
  centroids: Float64Array;
  d: number;
  /** the column that moves */
  column: number;
  /** its coordinate at each step, never falling */
  coordinates: Float64Array;
};

/**
 * Follows a point from step 0 to step `last`, both included.
 * @param values of points, row-major; the moving column's value is not read
 * @param row which of them
 * @param visit is told step 0, and each step at which another centroid becomes the nearest
 */
export type CellWalk = (values: Float64Array, row: number, last: number, visit: (step: number, label: number) => void) => void;

/** Far more than the rounding of a squared distance, in proportion to it; nobody nearer than this is passed over. */
const tolerance = 1e-10;

/**
 * The nearest centroid of points of which one coordinate moves and the others stay: at every step the label
 * of `nearestCentroids`, at the price of a few comparisons for each change.
 *
 * The difference of two squared distances is linear in the coordinate. So it is known up to which coordinate
 * nobody comes near the present centroid's lead, and all are compared again there and not before.
 *
 * @throws RangeError if the centroids do not have d columns
 */
export function createCellWalk({ centroids, d, column, coordinates }: Scale): CellWalk {
  if (centroids.length === 0 || centroids.length % d !== 0) throw new RangeError(`centroids hold ${centroids.length} numbers; they must be k x ${d}`);
  const k = centroids.length / d;
  const rivals = withoutTwins(centroids, d);
  const distances = new Float64Array(k);

  /** Compares all, as `nearestCentroids` does to the last bit: the same sums in the same order. */
  function nearestAt(values: Float64Array, row: number, coordinate: number): number {
    let nearest = Infinity;
    let label = -1;
    for (const c of rivals) {
      let distance = 0;
      for (let j = 0; j < d; j++) {
        const gap = (j === column ? coordinate : values[row * d + j]!) - centroids[c * d + j]!; // both indices are in range
        distance += gap * gap;
      }
      distances[c] = distance;
      if (distance < nearest) {
        nearest = distance;
        label = c;
      }
    }
    return label;
  }

  /** The first step after this one at which another centroid may be as near. */
  function nextContest(label: number, step: number, last: number): number {
    const [coordinate, end] = [coordinates[step]!, coordinates[last]!]; // both steps lie on the scale
    const nearest = distances[label]!;
    const way = (end - coordinate) ** 2;
    let reached = Infinity;
    for (const c of rivals) {
      if (c === label) continue;
      const near = tolerance * (distances[c]! + nearest + way);
      const lead = distances[c]! - nearest - near;
      if (lead <= 0) return step + 1;
      const gain = 2 * (centroids[c * d + column]! - centroids[label * d + column]!);
      if (gain > 0) reached = Math.min(reached, coordinate + lead / gain);
    }
    return reached > end ? last + 1 : firstAtLeast(coordinates, reached, step + 1, last);
  }

  return (values, row, last, visit) => {
    let label = -1;
    for (let step = 0; step <= last; step = nextContest(label, step, last)) {
      const found = nearestAt(values, row, coordinates[step]!); // a step lies on the scale
      if (found === label) continue;
      label = found;
      visit(step, label);
    }
  };
}

/** The centroids no earlier one lies exactly upon; of equals the first is the nearest everywhere. */
function withoutTwins(centroids: Float64Array, d: number): number[] {
  const rowOf = (c: number): string => centroids.subarray(c * d, c * d + d).join();
  const first = new Map<string, number>();
  for (let c = centroids.length / d - 1; c >= 0; c--) first.set(rowOf(c), c);
  return [...first.values()].sort((a, b) => a - b);
}

/** The first place from `from` to `last` whose value is at least so high; `last` where none before it is. */
function firstAtLeast(ascending: Float64Array, value: number, from: number, last: number): number {
  let [low, high] = [from, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1; // between two places that are there
    else high = middle;
  }
  return low;
}
