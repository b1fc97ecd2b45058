import { z } from "zod";

/** What a measured stage answers: seconds, named parts of them, rows handled, peak memory of its process. */
export const stageAnswer = z.strictObject({
  seconds: z.number(),
  laps: z.record(z.string(), z.number()),
  rows: z.number(),
  customers: z.number(),
  peakMb: z.number(),
});
export type Stage = z.infer<typeof stageAnswer>;
