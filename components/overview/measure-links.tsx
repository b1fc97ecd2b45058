"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type BandMeasure, bandMeasures } from "@/lib/types/overview";
import { MeasureSwitch } from "../explore/measure-switch";
import { withQuery } from "../ui/address";

const labels: Record<BandMeasure, string> = { revenue: "Revenue", customers: "Customers" };

/** What the chart counts, as links that keep the rest of the address. */
export function MeasureLinks({ current }: { current: BandMeasure }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const measures = bandMeasures.map((key) => {
    const query = new URLSearchParams(params);
    if (key === "revenue") query.delete("measure");
    else query.set("measure", key);
    return { key, label: labels[key], href: withQuery(pathname, query) };
  });
  return <MeasureSwitch label="What the chart counts" measures={measures} current={current} />;
}
