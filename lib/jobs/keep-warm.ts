import "server-only";
import { warmInsights } from "@/lib/workflows/warm-insights";
import { log, loggable } from "./log";

const lookEveryMs = 3_000;

/** Fills the caches of the insight pages now and whenever the data they stand on change. Never ends, holds nothing up. */
export function keepInsightsWarm(): void {
  let warmed: string | null = null;
  let isFailing = false;
  const look = async (): Promise<void> => {
    try {
      const [before, began] = [warmed, performance.now()];
      warmed = await warmInsights(before);
      if (warmed !== before) log.info({ seconds: Math.round((performance.now() - began) / 100) / 10 }, "first looks are ready");
      isFailing = false;
    } catch (error) {
      // the pages work without; a broken store is told once, not every few seconds
      if (!isFailing) log.warn(loggable(error), "caches could not be warmed");
      isFailing = true;
    }
    setTimeout(() => void look(), lookEveryMs).unref();
  };
  void look();
}
