import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { requireAction } from "@/lib/auth/guards";
import { AppError } from "@/lib/errors";
import { asStoreError } from "@/lib/store/bulk";
import type { ActionState } from "@/lib/types/action";
import type { Actor, Role } from "@/lib/types/roles";

export function succeeded(id: string | null = null, message: string | null = null): ActionState {
  return { status: "done", id, message };
}

/** The form shows what we raised on purpose; everything else rises to error.tsx without its text. */
export function failed(thrown: unknown): ActionState {
  unstable_rethrow(thrown);
  const error = asStoreError(thrown);
  if (error instanceof AppError) return { status: "failed", code: error.code, message: error.message };
  throw error;
}

function invalid(error: z.ZodError): ActionState {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join(".") || "form", issue.message]));
  const first = error.issues[0];
  return { status: "failed", code: "invalidInput", message: first ? first.message : "Some of the input cannot be used.", fields };
}

/** Reads a form; repeated names become arrays, React's own fields are left out. */
export function fieldsOf(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const values = form.getAll(name);
    fields[name] = values.length > 1 ? values : values[0];
  }
  return fields;
}

type Door<S extends z.ZodType> = { action: string; roles?: readonly Role[]; withFirstPassword?: boolean; input: S };

/**
 * The one shape of a server action: authenticate, parse, one workflow, answer. The actor comes from
 * the session alone, and strict schemas refuse fields nobody asked for.
 */
export async function act<S extends z.ZodType>(
  door: Door<S>,
  form: FormData,
  work: (input: z.output<S>, actor: Actor) => Promise<ActionState>,
): Promise<ActionState> {
  try {
    const actor = await requireAction(door);
    if (!(form instanceof FormData)) throw new AppError("invalidInput");
    const input = door.input.safeParse(fieldsOf(form));
    if (!input.success) return invalid(input.error);
    return await work(input.data, actor);
  } catch (error) {
    return failed(error);
  }
}
