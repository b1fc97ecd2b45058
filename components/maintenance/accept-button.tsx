"use client";

import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useActionState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";

/** Puts the proposed schedule in force. */
export function AcceptButton({ id, hasInterval, action }: { id: number; /** a contract may also be to refit by decision only */ hasInterval: boolean; action: (state: ActionState, form: FormData) => Promise<ActionState> }) {
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  return (
    <form action={submit}>
      <input type="hidden" name="id" value={id} />
      <Button type="submit" fullWidth loading={isPending} leftSection={<IconCheck size={16} stroke={1.6} aria-hidden="true" />}>{hasInterval ? "Accept this schedule" : "Accept this contract"}</Button>
      <FormError state={state} />
    </form>
  );
}
