import { IconAlertCircle } from "@tabler/icons-react";
import type { ActionState } from "@/lib/types/action";
import classes from "./states.module.css";

/** What a server action refused, above the form that sent it. */
export function FormError({ state }: { state: ActionState }) {
  if (state.status !== "failed") return <div role="alert" className={classes.noError} />;
  return (
    <div role="alert" className={classes.formError}>
      <IconAlertCircle size={16} stroke={1.8} aria-hidden="true" /> {state.message}
    </div>
  );
}
