import "server-only";
import { store, transact } from "./client";

/** Far more than there are rules; the oldest are forgotten, and show again should they still hold. */
const mostKept = 200;

/** What a user has put away, by the prints of the notices. */
export async function listDismissedNotices(userId: string): Promise<ReadonlySet<string>> {
  const rows = await store().dismissedNotice.findMany({ where: { userId }, take: mostKept, orderBy: [{ at: "desc" }, { print: "asc" }], select: { print: true } });
  return new Set(rows.map(({ print }) => print));
}

/** Puts a notice away for one user, or brings it back. */
export async function setNoticeDismissed(userId: string, print: string, isDismissed: boolean): Promise<void> {
  const id = { userId, print };
  await transact(async (tx) => {
    if (!isDismissed) {
      await tx.dismissedNotice.deleteMany({ where: id });
      return;
    }
    await tx.dismissedNotice.upsert({ where: { userId_print: id }, create: id, update: {} });
    const old = await tx.dismissedNotice.findMany({ where: { userId }, orderBy: [{ at: "desc" }, { print: "asc" }], skip: mostKept, select: { print: true } });
    if (old.length > 0) await tx.dismissedNotice.deleteMany({ where: { userId, print: { in: old.map((row) => row.print) } } });
  });
}
