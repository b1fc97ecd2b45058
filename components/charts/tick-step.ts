const letterWidth = 6;
const gap = 14;

/**
 * Every how manieth label an axis has room for, so that none touches the next.
 *
 * Where few labels are long (a year beside January, the others months), the mean decides: the
 * short neighbours leave room for them.
 *
 * @param labels in order along the axis
 * @param width px; 0 before the chart has been measured
 */
export function tickStep(labels: readonly string[], width: number): number {
  if (width <= 0 || labels.length === 0) return 1;
  const lengths = labels.map((label) => label.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const longest = Math.max(...lengths);
  const needed = Math.max(mean, longest * 0.6) * letterWidth + gap;
  return Math.max(1, Math.ceil((labels.length * needed) / width));
}
