"use client";

import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";

type ConfirmDialogProps = {
  opened: boolean;
  /** asks: "Undo import 14?" */
  title: string;
  /** counts the consequences */
  children: ReactNode;
  /** repeats the verb: "Undo import 14" */
  confirmLabel: string;
  keepLabel?: string;
  /** must be typed first; only where nothing can bring it back */
  typedWord?: string;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before what cannot be undone or leaves the house. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, keepLabel = "Keep it", typedWord, isBusy = false, onConfirm, onClose } = props;
  const [typed, setTyped] = useState("");
  const close = (): void => {
    setTyped("");
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={<Text fw={600} size="md">{title}</Text>} withCloseButton={false} size={440}>
      <Text component="div" size="md">{children}</Text>
      {typedWord !== undefined && (
        <TextInput
          mt="md"
          label={<>Type <strong>{typedWord}</strong> to go on</>}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={close} data-autofocus={typedWord === undefined || undefined}>{keepLabel}</Button>
        <Button color="red" loading={isBusy} disabled={typedWord !== undefined && typed.trim() !== typedWord} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
