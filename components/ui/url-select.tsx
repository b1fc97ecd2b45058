"use client";

import { Select } from "@mantine/core";
import { usePathname, useRouter, useSearchParams } from "next/navigation";

type UrlSelectProps = { name: string; label: string; choices: readonly { value: string; label: string }[]; value: string | null; width?: number; /** its name stands above it; else only assistive technology reads it */ isLabelled?: boolean };

/** A choice that lives in the address, so that the view can be sent to a colleague. */
export function UrlSelect({ name, label, choices, value, width = 230, isLabelled = false }: UrlSelectProps) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const choose = (next: string | null): void => {
    const query = new URLSearchParams(params);
    if (next === null) query.delete(name);
    else query.set(name, next);
    router.push(`${pathname}?${query}`, { scroll: false });
  };
  return <Select {...(isLabelled ? { label } : { "aria-label": label })} data={[...choices]} value={value} onChange={choose} allowDeselect={false} size="xs" w={width} comboboxProps={{ width: "max-content", position: "bottom-end" }} />;
}
