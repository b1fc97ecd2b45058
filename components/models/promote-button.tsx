"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { startTransition, useActionState, useEffect, useState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { FormError } from "../ui/form-error";

type PromoteButtonProps = {
  id: number;
  /** the consequences in words */
  consequences: string;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

/** Makes a run the one all pages show, after counting what that changes. */
export function PromoteButton({ id, consequences, action }: PromoteButtonProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [state, submit, isPending] = useActionState(async (before: ActionState, form: FormData) => {
    const after = await action(before, form);
    if (after.status === "done") setIsAsking(false);
    return after;
  }, idle);
  useEffect(() => {
    if (state.status !== "done") return;
    notifications.show({ message: state.message ?? `Run ${id} is live now.` });
    router.refresh();
  }, [state, id, router]);
  const promote = (): void => {
    const form = new FormData();
    form.set("id", String(id));
    startTransition(() => submit(form));
  };
  return (
    <>
      <Button leftSection={<IconRosetteDiscountCheck size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setIsAsking(true)}>
        Promote to live
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={`Promote run ${id} to live?`}
        confirmLabel={`Promote run ${id}`}
        keepLabel="Leave it"
        isBusy={isPending}
        onConfirm={promote}
        onClose={() => setIsAsking(false)}
      >
        <p>{consequences}</p>
        <FormError state={state} />
      </ConfirmDialog>
    </>
  );
}
