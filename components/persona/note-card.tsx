"use client";

import { Button, Group, Textarea } from "@mantine/core";
import { useActionState } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { Card } from "../ui/card";
import { FormError } from "../ui/form-error";

type Action = (state: ActionState, form: FormData) => Promise<ActionState>;
type NoteCardProps = { action: Action | null; segmentationId: number; index: number; note: string };

/** What people know about the group; read-only without an action. */
export function NoteCard({ action, segmentationId, index, note }: NoteCardProps) {
  return (
    <Card title="Notes">
      {action === null ? <p>{note === "" ? "none" : note}</p> : <NoteForm action={action} segmentationId={segmentationId} index={index} note={note} />}
    </Card>
  );
}

function NoteForm({ action, segmentationId, index, note }: NoteCardProps & { action: Action }) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit}>
      <FormError state={state} />
      <input type="hidden" name="segmentationId" value={segmentationId} />
      <input type="hidden" name="index" value={index} />
      <Textarea name="note" aria-label="Notes" defaultValue={note} autosize minRows={2} maxRows={8} maxLength={4000} placeholder="What people know about this group" />
      <Group justify="flex-end" mt="sm" gap="sm">
        <span role="status">{state.status === "done" ? state.message : ""}</span>
        <Button type="submit" variant="default" loading={isPending}>Save notes</Button>
      </Group>
    </form>
  );
}
