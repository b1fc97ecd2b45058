import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { computeSegmentation } from "@/lib/personas/compute-segmentation";
import { mlKMeansEngine } from "@/lib/cluster/ml-kmeans-engine";
import { defaultShop } from "@/lib/types/shop";
import type { Segmentation } from "@/lib/types/segmentation";
import { personasCsv } from "@/lib/workflows/personas-csv";
import { inputOf, olistLike } from "../support/shops";

test("the file of personas has the study's levels and beside each the mean it stands for, in whole currency", async () => {
  const { run } = await computeSegmentation(inputOf(olistLike(300, 3), { k: 4, assess: "none" }), mlKMeansEngine);
  const rows: Record<string, string>[] = parse(personasCsv(run as unknown as Segmentation, defaultShop), { columns: true, bom: true }); // the file reads the segments only
  expect(rows).toHaveLength(4);
  run.segments.forEach(({ name, levels, centroid, lifetimeMonths }, i) => {
    expect(rows[i]).toMatchObject({ persona: name, average_payment: levels.averagePayment?.name ?? "", order_frequency: levels.orderFrequency?.name ?? "" });
    expect(Number(rows[i]?.mean_payment_brl)).toBeCloseTo((centroid.averageOrderCents ?? NaN) / 100, 2);
    expect(Number(rows[i]?.mean_days_idle)).toBeCloseTo(centroid.recencyDays ?? NaN, 1);
    expect(Number(rows[i]?.lifetime_months)).toBeCloseTo(lifetimeMonths ?? NaN, 1);
  });
});
