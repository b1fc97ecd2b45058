"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useActionState, useRef } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { type Role, roles } from "@/lib/types/roles";
import { roleNames } from "../shell/destinations";
import { FormError } from "../ui/form-error";
import classes from "./settings.module.css";

type Action = (state: ActionState, form: FormData) => Promise<ActionState>;
export type UserActions = { setRole: Action; setDisabled: Action; resetPassword: Action };
type UserControlsProps = { id: string; email: string; role: Role; disabled: boolean; isSelf: boolean; actions: UserActions };

const choices = roles.map((role) => ({ value: role, label: roleNames[role] }));

/** Role, state and password of one account. One's own account cannot be disabled. */
export function UserControls({ id, email, role, disabled, isSelf, actions }: UserControlsProps) {
  const roleForm = useRef<HTMLFormElement>(null);
  const [roleState, setRole, isChanging] = useActionState(actions.setRole, idle);
  const [stateState, setDisabled, isSwitching] = useActionState(actions.setDisabled, idle);
  const [passwordState, resetPassword, isResetting] = useActionState(actions.resetPassword, idle);
  const failure = [roleState, stateState, passwordState].find((state) => state.status === "failed");
  return (
    <div className={classes.stack}>
      <div className={classes.controls}>
        <form action={setRole} ref={roleForm}>
          <input type="hidden" name="id" value={id} />
          <NativeSelect
            key={role} name="role" size="xs" aria-label={`Role of ${email}`} data={choices} defaultValue={role} disabled={isChanging}
            onChange={() => roleForm.current?.requestSubmit()}
          />
        </form>
        <form action={resetPassword}>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" size="xs" variant="default" loading={isResetting} aria-label={`New password for ${email}`}>New password</Button>
        </form>
        {!isSelf && (
          <form action={setDisabled}>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="disabled" value={disabled ? "false" : "true"} />
            <Button type="submit" size="xs" variant="default" loading={isSwitching} aria-label={`${disabled ? "Enable" : "Disable"} ${email}`}>
              {disabled ? "Enable" : "Disable"}
            </Button>
          </form>
        )}
      </div>
      {failure !== undefined && <FormError state={failure} />}
      {passwordState.status === "done" && <p role="status" className={classes.secret}>{passwordState.message}</p>}
    </div>
  );
}
