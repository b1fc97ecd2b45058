export const allowedImports: Record<string, readonly string[]>;
export const packageOwners: Record<string, readonly string[]>;
export const importRules: readonly object[];
