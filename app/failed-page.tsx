"use client";

import { Button } from "@mantine/core";
import { FailedState } from "@/components/ui/states";
import { sentenceOf } from "@/lib/errors";

/** What a page failed of: an error of our own by its sentence, any other by its digest, which finds it in the log, and never by its message. */
export function FailedPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const sentence = sentenceOf(error.digest);
  return (
    <div style={{ maxWidth: 640 }}>
      <FailedState
        title="This page could not be shown"
        cause={sentence === null ? "Unexpected error" : "Not possible now"}
        action={<Button variant="default" onClick={reset}>Try again</Button>}
      >
        {sentence ?? `Nothing was changed. If it happens again, tell an admin${error.digest === undefined ? "." : ` and give them the code ${error.digest}, which stands in the server's log.`}`}
      </FailedState>
    </div>
  );
}
