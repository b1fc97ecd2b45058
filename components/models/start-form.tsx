"use client";

import { Button, Checkbox, Collapse, Group, NumberInput, Radio, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { featureLabel } from "@/lib/format/feature-words";
import { idle, type ActionState } from "@/lib/types/action";
import { featureNames } from "@/lib/types/features";
import { engines, presets, type Preset } from "@/lib/types/segmentation";
import { Card } from "../ui/card";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import type { Method } from "@/lib/types/segmentation";
import classes from "./models.module.css";

/** What the form opens with: the defaults, or an earlier run. */
export type StartDefaults = {
  method: Method;
  preset: Preset;
  balance: string;
  k: number | null;
  asOf: string;
  windowDays: number | null;
  status: string;
  /** empty = those of the preset */
  features: readonly string[];
  seed: number;
  nInit: number;
};

type StartFormProps = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  defaults: StartDefaults;
  /** last day with a sale, the latest possible as-of date */
  lastDay: string;
};

type Errors = Readonly<Record<string, string>> | undefined;

const presetLabels: Record<Preset, string> = {
  default: "Default: recency, orders and spend, balanced for rare repeat buyers",
  seed1: "Seed 1: recency, log orders, log spend, scaled 0 to 1",
  seed2: "Seed 2: seven features of orders, items, month and payment",
};

function MethodChoice({ method, onChange }: { method: string; onChange: (method: string) => void }) {
  return (
    <Radio.Group name="method" label="Method" value={method} onChange={onChange}>
      <div className={classes.pair} style={{ marginTop: 6 }}>
        <label className={classes.option} data-checked={method === "kmeans" || undefined}>
          <Radio value="kmeans" aria-label="K-means personas" />
          <span>
            <strong>K-means personas</strong>
            <br />
            <span className={classes.dim}>Finds groups of customers who behave alike, and names them by what they do.</span>
          </span>
        </label>
        <label className={classes.option} data-checked={method === "rfm" || undefined}>
          <Radio value="rfm" aria-label="RFM rules" />
          <span>
            <strong>RFM rules</strong>
            <br />
            <span className={classes.dim}>Seven fixed segments by quarter of recency and of orders. Nothing to tune.</span>
          </span>
        </label>
      </div>
    </Radio.Group>
  );
}

function KMeansChoices({ defaults, errors }: { defaults: StartDefaults; errors: Errors }) {
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
        <p className={classes.dim} style={{ flex: 1, minWidth: 220 }}>
          {isAuto ? "The most segments, four or more, whose silhouette is within 0.05 of the best." : "More segments say more, but lie closer together. The run page shows what each number would cost."}
        </p>
      </Group>
      <Radio.Group name="balance" label="Rare repeat buyers" defaultValue={defaults.balance}>
        <Stack gap={6} mt={6}>
          <Radio value="" label="Decide by the data: balance when fewer than one customer in ten reorders" />
          <Radio value="repeat" label="Balance: fit on a sample in which repeat buyers weigh 47%, then assign everybody" />
          <Radio value="none" label="Do not balance: one-time buyers fill most segments" />
        </Stack>
      </Radio.Group>
    </>
  );
}

function Advanced({ defaults, errors }: { defaults: StartDefaults; errors: Errors }) {
  return (
    <Stack gap="md">
      <Checkbox.Group label="Features" description="Tick some to replace those of the preset." defaultValue={[...defaults.features]}>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" verticalSpacing={6} mt={6}>
          {featureNames.map((feature) => (
            <Checkbox key={feature} size="xs" name="features" value={feature} label={featureLabel(feature)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Group gap="sm" align="flex-start">
        <Select name="engine" label="Engine" data={[...engines]} defaultValue={engines[0]} allowDeselect={false} w={160} />
        <NumberInput name="seed" label="Seed" description="Same seed, same segments" defaultValue={defaults.seed} min={0} w={160} error={errors?.seed} />
        <NumberInput name="nInit" label="Starts" description="Best of so many" defaultValue={defaults.nInit} min={1} max={100} w={160} error={errors?.nInit} />
      </Group>
    </Stack>
  );
}

/** Starts a segmentation; the page of runs then follows it. */
export function StartForm({ action, defaults, lastDay }: StartFormProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const [method, setMethod] = useState<string>(defaults.method);
  const [isOpen, setIsOpen] = useState(defaults.features.length > 0);
  const errors = state.status === "failed" ? state.fields : undefined;
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(`/models?job=${jobId}`);
  }, [jobId, router]);
  return (
    <form action={submit} className={classes.form}>
      <FormError state={state} />
      <Card>
        <Stack gap="md">
          <MethodChoice method={method} onChange={setMethod} />
          {method === "kmeans" && <KMeansChoices defaults={defaults} errors={errors} />}
        </Stack>
      </Card>
      <Card title="Which orders">
        <Group gap="sm" align="flex-start">
          <TextInput name="asOf" type="date" label="As of" description="Last day counted" defaultValue={defaults.asOf} max={lastDay} w={170} error={errors?.asOf} />
          <NumberInput name="windowDays" label="Window, days" description="Empty: all orders" defaultValue={defaults.windowDays ?? ""} min={1} w={170} error={errors?.windowDays} />
          <Select
            name="status" label="Counts as an order" description="By its status" w={240} allowDeselect={false} defaultValue={defaults.status}
            data={[{ value: "delivered", label: "Delivered only" }, { value: "sales", label: "Every sale status of the shop" }]}
          />
        </Group>
      </Card>
      {method === "kmeans" && (
        <Card
          title="Advanced"
          note="Features, engine, seed and starts. The defaults suit most shops."
          actions={<Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? "Hide" : "Show"}</Button>}
        >
          <Collapse expanded={isOpen}>
            <Advanced defaults={defaults} errors={errors} />
          </Collapse>
        </Card>
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={isPending || jobId !== null}>Start the segmentation</Button>
      </Group>
    </form>
  );
}
