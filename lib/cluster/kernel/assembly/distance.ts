/**
 * Squared Euclidean distance, added up column after column: bit for bit what the TypeScript
 * reference computes.
 */
export function squaredDistance(a: usize, b: usize, d: i32): f64 {
  let sum = 0.0;
  for (const end = a + (<usize>d << 3); a < end; a += 8, b += 8) {
    const gap = load<f64>(a) - load<f64>(b);
    sum += gap * gap;
  }
  return sum;
}

/** The nearest centroid in double precision; of equally near ones the lowest. */
export function exactNearest(row: usize, centroids: usize, k: i32, d: i32): i32 {
  let label = 0;
  let nearest = Infinity;
  for (let c = 0; c < k; c++) {
    const distance = squaredDistance(row, centroids + (<usize>(c * d) << 3), d);
    if (distance < nearest) {
      nearest = distance;
      label = c;
    }
  }
  return label;
}
