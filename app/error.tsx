"use client";

import { Button } from "@mantine/core";
import { FailedState } from "@/components/ui/states";

/** Anything unexpected. The message of the error is never shown; its digest finds it in the log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div style={{ padding: 24, maxWidth: 640 }}>
      <FailedState
        title="This page could not be shown"
        cause="Unexpected error"
        action={<Button variant="default" onClick={reset}>Try again</Button>}
      >
        Nothing was changed. If it happens again, tell an admin
        {error.digest === undefined ? "." : ` and give them the code ${error.digest}, which stands in the server's log.`}
      </FailedState>
    </div>
  );
}
