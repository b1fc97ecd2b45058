"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useActionState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";
import classes from "./sign-in.module.css";

const toggle = { "aria-label": "Show or hide the password" };

type ChangePasswordFormProps = { action: (state: ActionState, form: FormData) => Promise<ActionState>; doneHref: string | null };

/** Old and new password. With `doneHref` a link there follows the change. */
export function ChangePasswordForm({ action, doneHref }: ChangePasswordFormProps) {
  const [state, submit, isPending] = useActionState(action, idle);
  const errors = state.status === "failed" ? state.fields : undefined;
  if (state.status === "done") {
    return (
      <div className={classes.fields} role="status">
        <p>{state.message}</p>
        {doneHref !== null && <Button component="a" href={doneHref} size="md">Go on</Button>}
      </div>
    );
  }
  return (
    <form action={submit} className={classes.fields}>
      <FormError state={state} />
      <PasswordInput name="current" label="Password so far" size="md" required withAsterisk={false} autoComplete="current-password" error={errors?.current} visibilityToggleButtonProps={toggle} />
      <PasswordInput name="password" label="New password" size="md" required withAsterisk={false} autoComplete="new-password" error={errors?.password} visibilityToggleButtonProps={toggle} />
      <PasswordInput name="repeated" label="New password again" size="md" required withAsterisk={false} autoComplete="new-password" error={errors?.repeated} visibilityToggleButtonProps={toggle} />
      <Button type="submit" size="md" fullWidth loading={isPending}>Change password</Button>
    </form>
  );
}
