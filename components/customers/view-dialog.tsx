"use client";

import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useActionState, useEffect } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";

export type ViewAction = (state: ActionState, form: FormData) => Promise<ActionState>;

type ViewDialogProps = {
  title: string;
  /** null for a new view, which keeps `query` */
  id: number | null;
  query: string | null;
  name: string;
  isShared: boolean;
  isDefault: boolean;
  action: ViewAction;
  onClose: () => void;
  onSaved: (id: string) => void;
};

/** Name of a view, who sees it, and whether the page opens with it. */
export function ViewDialog({ title, id, query, name, isShared, isDefault, action, onClose, onSaved }: ViewDialogProps) {
  const submitAll = async (state: ActionState, form: FormData): Promise<ActionState> => {
    for (const flag of ["shared", "opensFirst"]) form.set(flag, String(form.has(flag)));
    return action(state, form);
  };
  const [state, submit, isPending] = useActionState(submitAll, idle);
  useEffect(() => {
    if (state.status === "done" && state.id !== null) onSaved(state.id);
  }, [state, onSaved]);
  return (
    <Modal opened onClose={onClose} title={<Text fw={600}>{title}</Text>} size={420}>
      <form action={submit}>
        <FormError state={state} />
        {id !== null && <input type="hidden" name="id" value={id} />}
        {query !== null && <input type="hidden" name="query" value={query} />}
        <Stack gap="sm" mt="sm">
          <TextInput name="name" label="Name" defaultValue={name} maxLength={60} required withAsterisk={false} data-autofocus />
          <Checkbox name="shared" label="Share with the team" description="Everybody who signs in sees it; only you can change it." defaultChecked={isShared} />
          <Checkbox name="opensFirst" label="Open Customers with this view" description="For you alone." defaultChecked={isDefault} />
        </Stack>
        <Group justify="flex-end" mt="md" gap="sm">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit" loading={isPending}>Save view</Button>
        </Group>
      </form>
    </Modal>
  );
}
