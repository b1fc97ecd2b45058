"use client";

import { Button } from "@mantine/core";
import { useActionState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";

/** Works without JavaScript too. */
export function SignOutForm({ action }: { action: (state: ActionState, form: FormData) => Promise<ActionState> }) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit}>
      <FormError state={state} />
      <Button type="submit" variant="default" loading={isPending}>Sign out</Button>
    </form>
  );
}
