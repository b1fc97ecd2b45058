/** Small statements use one core for much of their time: two at once keep two cores busy. */
export const mostLanes = 2;

/**
 * Works through items in their order, some at a time.
 * All work has ended when this returns or throws, so that none outlives the engine it uses.
 * @returns what each item gave, in the order of the items
 */
export async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>, lanes: number = mostLanes): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  let hasFailed = false;
  const lane = async () => {
    for (const [i, item] of waiting) {
      if (hasFailed) return;
      try {
        results[i] = await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return results;
}
