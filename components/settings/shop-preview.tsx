"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import type { ShopChange, ShopEffect, ShopField } from "@/lib/types/shop";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import classes from "./settings.module.css";

type ShopPreviewProps = {
  change: ShopChange;
  effects: readonly ShopEffect[];
  needsRecount: boolean;
  refused: string | null;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const labels: Record<ShopField, string> = {
  name: "Name", currency: "Currency", locale: "Formats", timeZone: "Time zone", hemisphere: "Seasons", saleStatuses: "Counts as a sale",
};

function HiddenFields({ change, effects }: Pick<ShopPreviewProps, "change" | "effects">) {
  return effects.map(({ field }) =>
    field === "saleStatuses"
      ? change.saleStatuses?.map((status) => <input key={status} type="hidden" name="status" value={status} />)
      : <input key={field} type="hidden" name={field} value={change[field]} />);
}

/** What a change entails, and the button that saves it. */
export function ShopPreview({ change, effects, needsRecount, refused, action }: ShopPreviewProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const isDone = state.status === "done";
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (isDone) router.replace(jobId === null ? "/settings/shop" : `/settings/shop?job=${jobId}`);
  }, [isDone, jobId, router]);
  if (refused !== null) {
    return (
      <Card title="What would change">
        <p role="alert"><Badge tone="bad">Cannot be saved</Badge> {refused}</p>
      </Card>
    );
  }
  if (effects.length === 0) return <Card title="What would change"><p>Nothing: these are the settings in force.</p></Card>;
  return (
    <Card title="What would change" note={needsRecount ? "Pages show the settings before until the orders are counted anew." : "It holds at once, on every page."}>
      <ul className={classes.effects}>
        {effects.map(({ field, before, after, consequence }) => (
          <li key={field}>
            <h3>{labels[field]}</h3>
            <p className={classes.change}><span className={classes.was}>{before}</span> <span aria-hidden="true">→</span><span className="visually-hidden">becomes</span> <strong>{after}</strong></p>
            <p>{consequence}</p>
          </li>
        ))}
      </ul>
      <form action={submit} className={classes.stack}>
        <HiddenFields change={change} effects={effects} />
        <FormError state={state} />
        <div className={classes.row}>
          <Button type="submit" loading={isPending || isDone}>{needsRecount ? "Save and count anew" : "Save"}</Button>
          <ButtonLink href="/settings/shop" variant="default">Keep the settings</ButtonLink>
        </div>
      </form>
    </Card>
  );
}
