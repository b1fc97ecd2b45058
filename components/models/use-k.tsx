"use client";

import { Button, NumberInput, SegmentedControl } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import classes from "./models.module.css";

type UseKProps = {
  /** the ks worth a click; `other` opens a field */
  offered: readonly number[];
  chosen: number;
  most: number;
  /** the run's own parameters as form fields */
  fields: readonly (readonly [name: string, value: string])[];
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Starts the same run with another number of segments. */
export function UseK({ offered, chosen, most, fields, action }: UseKProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const [choice, setChoice] = useState(String(chosen));
  const [other, setOther] = useState<string | number>(chosen);
  const k = choice === "other" ? Number(other) : Number(choice);
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(`/models?job=${jobId}`);
  }, [jobId, router]);
  return (
    <form action={submit} className={classes.useRow}>
      {fields.map(([name, value], i) => (
        <input key={`${name}-${i}`} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="k" value={k} />
      <span id="use-k">Use</span>
      <SegmentedControl
        aria-labelledby="use-k"
        value={choice}
        onChange={setChoice}
        data={[...offered.map((value) => ({ value: String(value), label: String(value) })), { value: "other", label: "other" }]}
      />
      {choice === "other" && <NumberInput aria-label="Number of segments" value={other} onChange={setOther} min={2} max={most} w={80} />}
      <Button type="submit" variant="default" disabled={k === chosen || !Number.isInteger(k) || k < 2} loading={isPending || jobId !== null}>
        {k === chosen ? "This run" : `Start a run with ${k}`}
      </Button>
      <FormError state={state} />
    </form>
  );
}
