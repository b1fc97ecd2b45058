"use client";

import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";

/** Opens the browser's print dialogue; the print styles open tables and drop the navigation. */
export function PrintButton() {
  return (
    <Button variant="default" leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden="true" />} onClick={() => window.print()}>
      Print
    </Button>
  );
}
