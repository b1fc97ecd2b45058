import "server-only";

/**
 * Whether an error of the native driver says that nobody can write at the moment: somebody else does, or the disk
 * has no room. Codes: https://www.sqlite.org/rescode.html
 */
export function isUnwritable(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^SQLITE_(BUSY|FULL|IOERR)/.test(String(error.code));
}
