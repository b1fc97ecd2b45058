"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { setNonce } from "get-nonce";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useEffect, type ReactNode } from "react";
import { cssVariablesResolver, mantineTheme } from "./mantine-theme";

/** Theme, notifications and URL state for everything below; the nonce lets their style tags pass the CSP. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
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
