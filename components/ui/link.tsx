"use client";

import NextLink from "next/link";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";

/** Pages that can be looked at as of a past day. */
const datedPages = /^\/(overview|explore|segments|customers)(?=[/?]|$)/;

/** The address with the past day that is looked at, where its page can show one and it names none itself. */
export function withDay(href: string, day: string | null): string {
  if (day === null || !datedPages.test(href) || /[?&]asOf=/.test(href)) return href;
  return `${href}${href.includes("?") ? "&" : "?"}asOf=${encodeURIComponent(day)}`;
}

/** A link within the product. A past day that is looked at goes along. */
export default function Link({ href, ...props }: Omit<ComponentProps<typeof NextLink>, "href"> & { href: string }) {
  return <NextLink href={withDay(href, useSearchParams().get("asOf"))} {...props} />;
}
