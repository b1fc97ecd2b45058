"use client";

import { Group, NumberInput, Radio, SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { presets, type Preset } from "@/lib/types/segmentation";
import classes from "./models.module.css";
import type { FieldErrors, StartDefaults } from "./start-defaults";

const presetLabels: Record<Preset, string> = {
  default: "Default: recency, orders and spend, balanced for rare repeat buyers",
  seed1: "Seed 1: recency, log orders, log spend, scaled 0 to 1",
  seed2: "Seed 2: seven features of orders, items, month and payment",
};

const autoWords = "The most segments, four or more, whose silhouette is within 0.05 of the best and which resamples bring back.";
const ownWords = "More segments say more, but lie closer together. The run page shows what each number would cost.";

/** What is looked at, how many segments, and how rare repeat buyers are weighed. */
export function ClusterChoices({ defaults, errors }: { defaults: StartDefaults; errors: FieldErrors }) {
  const [isAuto, setIsAuto] = useState(defaults.k === null);
  return (
    <>
      <Select name="preset" label="Looks at" data={presets.map((value) => ({ value, label: presetLabels[value] }))} defaultValue={defaults.preset} allowDeselect={false} error={errors?.preset} />
      <Group align="flex-end" gap="sm">
        <div>
          <div id="k-choice" className={classes.label}>Number of segments</div>
          <SegmentedControl
            aria-labelledby="k-choice"
            value={isAuto ? "auto" : "own"}
            onChange={(value) => setIsAuto(value === "auto")}
            data={[{ value: "auto", label: "Automatic" }, { value: "own", label: "I choose" }]}
          />
        </div>
        {isAuto ? <input type="hidden" name="k" value="auto" /> : <NumberInput name="k" aria-label="Number of segments, 2 to 15" min={2} max={15} defaultValue={defaults.k ?? 11} w={90} required error={errors?.k} />}
        <p className={classes.dim} style={{ flex: 1, minWidth: 220 }}>{isAuto ? autoWords : ownWords}</p>
      </Group>
      <Radio.Group name="balance" label="Rare repeat buyers" defaultValue={defaults.balance}>
        <Stack gap={6} mt={6}>
          <Radio value="" label="Decide by the data: balance when fewer than one customer in ten reorders" />
          <Radio value="repeat" label="Balance: repeat buyers together weigh 47% in the fit; everybody is assigned and counted" />
          <Radio value="none" label="Do not balance: one-time buyers fill most segments" />
        </Stack>
      </Radio.Group>
    </>
  );
}
