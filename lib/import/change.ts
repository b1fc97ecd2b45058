/** What became of a stored row: new, or another content than the current version. */
export const change = { new: 0, updated: 1, duplicate: 2 } as const;
