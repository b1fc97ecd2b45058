"use client";

import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencil } from "@tabler/icons-react";
import { useActionState, useEffect } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";

type RenameButtonProps = { action: (state: ActionState, form: FormData) => Promise<ActionState>; segmentationId: number; index: number; name: string };

/** Gives the persona a name of one's own; an empty one brings the computed name back. */
export function RenameButton({ action, segmentationId, index, name }: RenameButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const [state, submit, isPending] = useActionState(action, idle);
  useEffect(() => {
    if (state.status === "done") close();
  }, [state, close]);
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} stroke={1.6} aria-hidden="true" />} onClick={open}>Rename</Button>
      <Modal opened={opened} onClose={close} title={<Text fw={600}>Rename {name}</Text>} size={400}>
        <form action={submit}>
          <FormError state={state} />
          <input type="hidden" name="segmentationId" value={segmentationId} />
          <input type="hidden" name="index" value={index} />
          <TextInput name="name" label="Name" description="Empty: back to the computed name. Colour and shape stay." defaultValue={name} maxLength={60} data-autofocus mt="sm" />
          <Group justify="flex-end" mt="md" gap="sm">
            <Button variant="default" onClick={close}>Keep it</Button>
            <Button type="submit" loading={isPending}>Rename</Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
