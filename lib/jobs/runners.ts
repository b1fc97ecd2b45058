import type { Runners } from "./run-job";

/** What the worker does for each kind of job. */
export const runners: Runners = {};
