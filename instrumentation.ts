/**
 * Called by Next once, when the web process begins. Keeps the first look after a start, a new snapshot
 * or a promotion from waiting: the caches of the insight pages are filled in the background, and again
 * when the worker, another process, has published or promoted something.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { keepInsightsWarm } = await import("@/lib/jobs/keep-warm");
  keepInsightsWarm();
}
