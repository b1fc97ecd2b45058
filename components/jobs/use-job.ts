"use client";

import { useEffect, useState } from "react";
import type { Job } from "@/lib/types/job";

/** What the page needs of a job; dates arrive as text. */
export type JobState = Pick<Job, "id" | "status" | "progress" | "error" | "resultId">;

export const hasEnded = ({ status }: Pick<Job, "status">): boolean => status === "done" || status === "failed" || status === "cancelled";

/**
 * Follows a job by server-sent events until it has ended. A broken connection is taken up again by
 * the browser itself.
 */
export function useJob(first: JobState): JobState {
  const [job, setJob] = useState(first);
  useEffect(() => {
    const events = new EventSource(`/api/jobs/${encodeURIComponent(first.id)}/events`);
    events.onmessage = (event: MessageEvent<string>) => {
      // our own route writes it
      const next = JSON.parse(event.data) as JobState;
      setJob(next);
      if (hasEnded(next)) events.close();
    };
    return () => events.close();
  }, [first.id]);
  return job;
}
