import { createHash } from "node:crypto";
import { listDismissedNotices } from "@/lib/store/dismissed-notices";
import type { Notice, OwnNotice } from "@/lib/types/overview";

/** Names a notice by what it says, so that one whose figures have changed is another. */
export function noticePrint({ key, title, text }: Pick<Notice, "key" | "title" | "text">): string {
  return createHash("sha256").update([key, title, text].join("\n")).digest("hex");
}

/** The notices as one user sees them, in their order: those they have put away are marked. */
export async function readOwnNotices(notices: readonly Notice[], userId: string): Promise<OwnNotice[]> {
  const dismissed = await listDismissedNotices(userId);
  return notices.map((notice) => {
    const print = noticePrint(notice);
    return { ...notice, print, isDismissed: dismissed.has(print) };
  });
}
