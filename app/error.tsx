"use client";

import type { ComponentProps } from "react";
import { FailedPage } from "./failed-page";

/** Outside the dashboard no frame keeps its distance. */
export default function ErrorPage(props: ComponentProps<typeof FailedPage>) {
  return (
    <div style={{ padding: 24 }}>
      <FailedPage {...props} />
    </div>
  );
}
