"use client";

import { Button, NativeSelect } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import { withDay } from "../ui/past-day";
import classes from "./maintenance.module.css";

type Settings = { threshold: number; confidence: number; baseMonths: number; stepMonths: number };
type SettingsFormProps = { settings: Settings; /** base periods to choose from, months */ bases: readonly number[]; isFirst: boolean; /** a past day to look back from */ asOf: string | null; action: (state: ActionState, form: FormData) => Promise<ActionState> };

const choice = (value: number, label: string) => ({ value: String(value), label });

/** What the proposal rests on, to be changed and computed again. */
export function SettingsForm({ settings, bases, isFirst, asOf, action }: SettingsFormProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(withDay(`/maintenance?job=${jobId}`, asOf));
  }, [jobId, router, asOf]);
  return (
    <form action={submit} className={classes.form}>
      {asOf !== null && <input type="hidden" name="asOf" value={asOf} />}
      <NativeSelect name="threshold" label="ARI must stay over" defaultValue={String(settings.threshold)} data={[choice(0.7, "0.70"), choice(0.8, "0.80"), choice(0.9, "0.90")]} />
      <NativeSelect name="confidence" label="In how many runs" defaultValue={String(settings.confidence)} data={[choice(0.5, "5 of 10"), choice(0.8, "8 of 10"), choice(0.9, "9 of 10"), choice(1, "all")]} />
      <NativeSelect name="baseMonths" label="Base period" defaultValue={String(settings.baseMonths)} data={bases.map((months) => choice(months, months === 1 ? "1 month" : `${months} months`))} />
      <NativeSelect name="stepMonths" label="Compare every" defaultValue={String(settings.stepMonths)} data={[choice(1, "month"), choice(2, "2 months"), choice(3, "3 months")]} />
      <Button type="submit" variant={isFirst ? "filled" : "default"} loading={isPending || jobId !== null} leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden="true" />}>
        {isFirst ? "Compute the contract" : "Compute again"}
      </Button>
      <FormError state={state} />
    </form>
  );
}
