"use client";

import { Group, Radio, Select, Stack, TextInput } from "@mantine/core";
import Link from "@/components/ui/link";
import { useState } from "react";
import classes from "./models.module.css";
import type { FieldErrors, RuleChoice, StartDefaults } from "./start-defaults";

type RfmChoicesProps = { defaults: StartDefaults; tables: readonly RuleChoice[]; currency: string; errors: FieldErrors };

function CutFields({ defaults, bins, currency, errors }: { defaults: StartDefaults; bins: number; currency: string; errors: FieldErrors }) {
  const many = bins - 1;
  return (
    <Group gap="sm" align="flex-start" mt={4}>
      <TextInput name="recencyCuts" label="Days since last order" description={`${many} cut points, ascending`} placeholder="90, 180, 270" defaultValue={defaults.cuts.recency} w={190} required error={errors?.recencyCuts} />
      <TextInput name="orderCuts" label="Orders" description={`Up to ${many} cut points`} placeholder="1, 2, 3" defaultValue={defaults.cuts.orders} w={150} required error={errors?.orderCuts} />
      <TextInput name="spendCuts" label={`Total spend, ${currency}`} description={`${many} cut points, ascending`} placeholder="60, 100, 170" defaultValue={defaults.cuts.spend} w={190} required error={errors?.spendCuts} />
    </Group>
  );
}

/** Which rules, and how scores are cut. */
export function RfmChoices({ defaults, tables, currency, errors }: RfmChoicesProps) {
  const [value, setValue] = useState(tables.some((table) => table.value === defaults.table) ? defaults.table : (tables[0]?.value ?? "seven"));
  const [scoring, setScoring] = useState(defaults.scoring);
  const table = tables.find((one) => one.value === value);
  return (
    <Stack gap="md">
      <Group align="flex-end" gap="sm">
        <Select name="table" label="Rules" data={tables.map(({ value: key, label }) => ({ value: key, label }))} value={value} onChange={(next) => setValue(next ?? "seven")} allowDeselect={false} w={360} error={errors?.table} />
        <Link href={`/models/rules?table=${value}`} className={classes.besideField}>See or edit the rules</Link>
      </Group>
      <Radio.Group name="scoring" label="Scores" value={scoring} onChange={setScoring}>
        <Stack gap={6} mt={6}>
          <Radio value="" label="Decide by the data: quantiles, or orders by fixed counts where most customers have one order" />
          <Radio value="quantile" label={`Quantiles: ${table?.bins ?? 4} parts of equal size, equal values never split`} />
          {table?.isSeven !== true && <Radio value="hybrid" label="Hybrid: orders at 1, 2, 3 and 4 or more; recency and spend by quantiles" />}
          <Radio value="fixed" label="Fixed cut points: comparable from run to run, whoever the customers are" />
        </Stack>
      </Radio.Group>
      {scoring === "fixed" && <CutFields defaults={defaults} bins={table?.bins ?? 4} currency={currency} errors={errors} />}
    </Stack>
  );
}
