"use client";

import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { startTransition, useActionState, useEffect, useState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { FormError } from "../ui/form-error";

type UndoButtonProps = {
  id: number;
  /** what goes, counted */
  consequences: string;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const word = "undo";

/** Takes an import back, after the word has been typed. */
export function UndoButton({ id, consequences, action }: UndoButtonProps) {
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const [state, submit, isPending] = useActionState(action, idle);
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(`/imports?job=${jobId}`);
  }, [jobId, router]);
  const undo = (): void => {
    const form = new FormData();
    form.set("id", String(id));
    form.set("word", word);
    startTransition(() => submit(form));
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" leftSection={<IconArrowBackUp size={14} stroke={1.6} aria-hidden="true" />} onClick={() => setIsAsking(true)} aria-label={`Undo import ${id}`}>
        Undo
      </Button>
      <ConfirmDialog
        opened={isAsking && jobId === null}
        title={`Undo import ${id}?`}
        confirmLabel={`Undo import ${id}`}
        typedWord={word}
        isBusy={isPending}
        onConfirm={undo}
        onClose={() => setIsAsking(false)}
      >
        <p>{consequences}</p>
        <FormError state={state} />
      </ConfirmDialog>
    </>
  );
}
