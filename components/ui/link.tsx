"use client";

import NextLink from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState, type ComponentProps } from "react";
import { withDay } from "./past-day";

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href" | "onMouseEnter" | "onFocus" | "onTouchStart"> & { href: string };

/**
 * A link within the product. A past day that is looked at goes along. Where it leads is asked ahead once a pointer or
 * the keyboard is on it (`prefetch="auto"`: once it is seen): a table of links would ask for every one of its rows.
 */
export default function Link({ href, prefetch, ...props }: LinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = (): void => setIsMeant(true);
  const ahead = prefetch ?? (isMeant ? "auto" : false);
  return <NextLink href={withDay(href, useSearchParams().get("asOf"))} prefetch={ahead} onMouseEnter={mean} onFocus={mean} onTouchStart={mean} {...props} />;
}

/** Goes to a page as a link would, for what cannot be one. */
export function useFollow(): (href: string) => void {
  const router = useRouter();
  const day = useSearchParams().get("asOf");
  return (href) => router.push(withDay(href, day));
}
