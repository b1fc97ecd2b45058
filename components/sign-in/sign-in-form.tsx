"use client";

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useActionState, useState, type FormEvent } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";
import classes from "./sign-in.module.css";

type SignInFormProps = { action: (state: ActionState, form: FormData) => Promise<ActionState>; next: string | null };

/** E-mail and password; an error is announced and the e-mail stays. */
export function SignInForm({ action, next }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(action, idle);
  // a form is emptied after its action: down to what was typed here, not to nothing
  const [email, setEmail] = useState("");
  const keepEmail = (event: FormEvent<HTMLFormElement>): void => setEmail(String(new FormData(event.currentTarget).get("email") ?? ""));
  return (
    <form action={submit} onSubmit={keepEmail} className={classes.fields}>
      {next !== null && <input type="hidden" name="next" value={next} />}
      <FormError state={state} />
      <TextInput name="email" type="email" label="E-mail" size="md" required defaultValue={email} autoComplete="username" withAsterisk={false} />
      <PasswordInput
        name="password" label="Password" size="md" required autoComplete="current-password" withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
      />
      <Button type="submit" size="md" fullWidth loading={isPending}>Sign in</Button>
    </form>
  );
}
