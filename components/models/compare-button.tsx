"use client";

import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { idle, type ActionState } from "@/lib/types/action";
import { FormError } from "../ui/form-error";

/** Compares the methods on the newest orders; the page then follows the job. */
export function CompareButton({ label, action }: { label: string; action: (state: ActionState, form: FormData) => Promise<ActionState> }) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState(action, idle);
  const jobId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (jobId !== null) router.push(`/models/compare?job=${jobId}`);
  }, [jobId, router]);
  return (
    <form action={submit} className="not-on-phone">
      <Button type="submit" loading={isPending} leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden="true" />}>{label}</Button>
      {state.status === "failed" && <FormError state={state} />}
    </form>
  );
}
