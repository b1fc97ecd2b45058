import type { StabilityWord } from "@/lib/types/quality";
import type { Tone } from "./badge";

/** The wash of each of Hennig's words. */
export const stabilityTones: Record<StabilityWord, Tone> = { "highly stable": "good", valid: "info", doubtful: "warn", "not to be trusted": "bad" };

/** What the number beside the word means. */
export const stabilityTitle = "Bootstrap stability: the mean Jaccard with which resampled customers bring this group back; 0.85 highly stable, 0.75 valid, 0.60 doubtful.";
