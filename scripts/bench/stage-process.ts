/**
 * One measured stage in a process of its own, so that its memory and its warm-up are its own.
 * Prints one JSON object. The data folder is `CLIENTELE_DATA`.
 *
 *   node dist/bench-stage.mjs import FOLDER | publish | features | fit | points FILE
 */
import { createStageAnswer } from "./stages-inside";

const [stage = "", folder = ""] = process.argv.slice(2);
const answer = await createStageAnswer(stage, folder);
process.stdout.write(`${JSON.stringify({ ...answer, peakMb: process.resourceUsage().maxRSS / 1024 })}\n`);
process.exit(0);
