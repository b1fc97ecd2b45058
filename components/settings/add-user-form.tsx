"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useActionState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { roles } from "@/lib/types/roles";
import { roleNames } from "../shell/destinations";
import { FormError } from "../ui/form-error";
import classes from "./settings.module.css";

const choices = roles.map((role) => ({ value: role, label: roleNames[role] }));

/** A new account; its first password is shown once, here. */
export function AddUserForm({ action }: { action: (state: ActionState, form: FormData) => Promise<ActionState> }) {
  const [state, submit, isPending] = useActionState(action, idle);
  const errors = state.status === "failed" ? state.fields : undefined;
  return (
    <form action={submit} className={classes.stack}>
      <FormError state={state} />
      <div className={classes.fields}>
        <TextInput name="email" type="email" label="E-mail" required withAsterisk={false} autoComplete="off" error={errors?.email} />
        <TextInput name="name" label="Name" required withAsterisk={false} autoComplete="off" error={errors?.name} />
        <NativeSelect name="role" label="Role" data={choices} />
        <Button type="submit" loading={isPending}>Add user</Button>
      </div>
      <p role="status" className={classes.secret}>{state.status === "done" ? state.message : ""}</p>
    </form>
  );
}
