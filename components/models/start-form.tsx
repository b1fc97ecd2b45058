"use client";

import { Button, Collapse, Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { Card } from "../ui/card";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import { AdvancedChoices, AssessChoice } from "./advanced-choices";
import { ClusterChoices } from "./cluster-choices";
import { MethodChoice } from "./method-choice";
import classes from "./models.module.css";
import { RfmChoices } from "./rfm-choices";
import type { FieldErrors, RuleChoice, StartDefaults } from "./start-defaults";

type StartFormProps = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  defaults: StartDefaults;
  tables: readonly RuleChoice[];
  currency: string;
  /** last day with a sale, the latest possible as-of date */
  lastDay: string;
};

function WhichOrders({ defaults, lastDay, errors }: { defaults: StartDefaults; lastDay: string; errors: FieldErrors }) {
  return (
    <Card title="Which orders">
      <Group gap="sm" align="flex-start">
        <TextInput name="asOf" type="date" label="As of" description="Last day counted" defaultValue={defaults.asOf} max={lastDay} w={170} error={errors?.asOf} />
        <NumberInput name="windowDays" label="Window, days" description="Empty: all orders" defaultValue={defaults.windowDays ?? ""} min={1} w={170} error={errors?.windowDays} />
        <Select
          name="status" label="Counts as an order" description="By its status" w={240} allowDeselect={false} defaultValue={defaults.status}
          data={[{ value: "", label: "Delivered, where nearly all are" }, { value: "delivered", label: "Delivered only" }, { value: "sales", label: "Every sale status of the shop" }]}
        />
      </Group>
    </Card>
  );
}

/** Starts a segmentation; the page of runs then follows it. */
export function StartForm({ action, defaults, tables, currency, lastDay }: StartFormProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const [method, setMethod] = useState<string>(defaults.method);
  const [isOpen, setIsOpen] = useState(defaults.features.length > 0);
  const errors = state.status === "failed" ? state.fields : undefined;
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(`/models?job=${jobId}`);
  }, [jobId, router]);
  const isFitted = method !== "rfm";
  const hasK = method === "kmeans" || method === "minibatch";
  return (
    <form action={submit} className={classes.form}>
      <FormError state={state} />
      <Card>
        <Stack gap="md">
          <MethodChoice method={method} onChange={setMethod} />
          {hasK && <ClusterChoices defaults={defaults} errors={errors} />}
          {!isFitted && <RfmChoices defaults={defaults} tables={tables} currency={currency} errors={errors} />}
          <AssessChoice assess={defaults.assess} />
        </Stack>
      </Card>
      <WhichOrders defaults={defaults} lastDay={lastDay} errors={errors} />
      {isFitted && (
        <Card
          title="Advanced"
          note={hasK ? "Features, engine, seed and starts. The defaults suit most shops." : "Engine, seed and starts. The defaults suit most shops."}
          actions={<Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? "Hide" : "Show"}</Button>}
        >
          <Collapse expanded={isOpen}>
            <AdvancedChoices defaults={defaults} errors={errors} hasFeatures={hasK} />
          </Collapse>
        </Card>
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={isPending || jobId !== null}>Start the segmentation</Button>
      </Group>
    </form>
  );
}
