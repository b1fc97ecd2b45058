/** What a server action answers; the form that sent it shows it. */
export type ActionState =
  | { status: "idle" }
  /** `id` of what was made or enqueued, where there is one */
  | { status: "done"; id: string | null; message: string | null }
  /** `code` is one of lib/errors.ts; `fields` names the inputs that are wrong and why */
  | { status: "failed"; code: string; message: string; fields?: Readonly<Record<string, string>> };

export const idle: ActionState = { status: "idle" };
