import { env } from "@/lib/env";

/** All of them may take this share of the memory the engine is given, beside it. */
const share = 0.2;
/** Who moved stands on two, so these stay however large they are, beside the passing ones made last. */
const staying = 2;

type Kept = { columns: Promise<unknown>; bytes: number; isPassing: boolean };
// one store a process: Next bundles routes apart
const holder = globalThis as typeof globalThis & { clienteleKeptColumns?: Map<string, Kept> };

/**
 * Columns of all customers, worked out once for their key and kept until others were used since and all of them
 * take more than a fifth of `CLIENTELE_MEMORY_MB`. Failures are not kept.
 *
 * @param key names everything the columns depend on
 * @param bytesOf how much memory they take
 * @param isPassing they go before all others: soon nobody asks for them any more, and they are quickly made again
 */
export async function keptColumns<T>(key: string, make: () => Promise<T>, bytesOf: (columns: T) => number, isPassing = false): Promise<T> {
  const all = (holder.clienteleKeptColumns ??= new Map<string, Kept>());
  const known = all.get(key);
  const kept = known ?? { columns: make(), bytes: 0, isPassing };
  all.delete(key);
  all.set(key, kept);
  try {
    // a key names one kind of columns
    const columns = (await kept.columns) as T;
    if (known === undefined) {
      kept.bytes = bytesOf(columns);
      forgetOldest(all);
    }
    return columns;
  } catch (error) {
    if (all.get(key) === kept) all.delete(key);
    throw error;
  }
}

function forgetOldest(all: Map<string, Kept>): void {
  const most = env().memoryMb * 1_000_000 * share;
  let taken = [...all.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const passing = [...all].filter(([, one]) => one.isPassing);
  const others = [...all].filter(([, one]) => !one.isPassing);
  for (const [key, { bytes }] of [...passing.slice(0, -1), ...others.slice(0, -staying)]) {
    if (taken <= most) return;
    all.delete(key);
    taken -= bytes;
  }
}
