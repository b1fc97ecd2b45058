"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { idle, type ActionState } from "@/lib/types/action";

type RemoveRulesProps = { id: number; name: string; action: (state: ActionState, form: FormData) => Promise<ActionState> };

/** Takes a table out of choice at once, and offers to bring it back. */
export function RemoveRules({ id, name, action }: RemoveRulesProps) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const set = (removed: boolean, after: () => void): void =>
    start(async () => {
      const form = new FormData();
      form.set("id", String(id));
      form.set("removed", String(removed));
      const state = await action(idle, form);
      if (state.status === "failed") notifications.show({ message: state.message, color: "red" });
      else after();
    });
  const bringBack = (notice: string): void => {
    notifications.hide(notice);
    set(false, () => router.push(`/models/rules?table=own-${id}`));
  };
  const remove = (): void =>
    set(true, () => {
      const notice = `rules-${id}`;
      notifications.show({
        id: notice, autoClose: 15_000,
        message: <>{name} is removed; runs made with it keep their rules. <Button size="compact-xs" variant="default" onClick={() => bringBack(notice)}>Undo</Button></>,
      });
      router.push("/models/rules");
    });
  return <Button variant="default" color="red" loading={isPending} onClick={remove}>Remove</Button>;
}
