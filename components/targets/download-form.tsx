"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Channel } from "@/lib/types/target-list";

type DownloadFormProps = { segmentationId: number; filter: string; channel: Channel; rows: number; label: string };

/** A plain form: the browser saves the answer, so one click is all it takes. */
export function DownloadForm({ segmentationId, filter, channel, rows, label }: DownloadFormProps) {
  return (
    <form method="post" action="/api/target-lists">
      <input type="hidden" name="segmentationId" value={segmentationId} />
      <input type="hidden" name="filter" value={filter} />
      <input type="hidden" name="channel" value={channel} />
      <Button type="submit" fullWidth disabled={rows === 0} leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>
        {label}
      </Button>
    </form>
  );
}
