"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { setNonce } from "get-nonce";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useEffect, useState, type ReactNode } from "react";
import { cssVariablesResolver, mantineTheme } from "./mantine-theme";

/** Theme, notifications and URL state for everything below; the nonce lets their style tags pass the CSP. */
export function Providers({ nonce: fresh, children }: { nonce: string; children: ReactNode }) {
  // A refresh renders the layout under another request's nonce, but the page still obeys the first one's CSP.
  const [nonce] = useState(fresh);
  // The scroll lock of modals inserts its own style tag and asks get-nonce for permission.
  useEffect(() => setNonce(nonce), [nonce]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Notifications position="bottom-right" />
      <NuqsAdapter>{children}</NuqsAdapter>
    </MantineProvider>
  );
}
