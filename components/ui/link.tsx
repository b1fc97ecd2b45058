"use client";

import NextLink from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { withDay } from "./past-day";

/** A link within the product. A past day that is looked at goes along. */
export default function Link({ href, ...props }: Omit<ComponentProps<typeof NextLink>, "href"> & { href: string }) {
  return <NextLink href={withDay(href, useSearchParams().get("asOf"))} {...props} />;
}

/** Goes to a page as a link would, for what cannot be one. */
export function useFollow(): (href: string) => void {
  const router = useRouter();
  const day = useSearchParams().get("asOf");
  return (href) => router.push(withDay(href, day));
}
