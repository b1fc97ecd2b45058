export const importFormats = ["olist", "generic"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What a file is, whichever its name. */
export const fileKinds = [
  "customers",
  "geolocation",
  "orders",
  "items",
  "payments",
  "reviews",
  "products",
  "sellers",
  "categories",
  "contacts",
  "genericOrders",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** The five counts are exclusive and add up to the rows of the file. */
export type FileLedger = {
  name: string;
  kind: FileKind;
  bytes: number;
  sha256: string;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
  /** stored, but waiting for a row it refers to */
  pending: number;
};

export type Reject = { file: string; line: number | null; column: string | null; id: string | null; reason: string; value: string | null };

/** A reason lines were rejected for, and where it was met first. */
export type RejectReason = { reason: string; count: number; file: string; line: number | null; column: string | null };

export const importStatuses = ["running", "complete", "failed", "cancelled", "undone"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export type Import = {
  id: number;
  status: ImportStatus;
  format: ImportFormat;
  sample: boolean;
  dryRun: boolean;
  files: readonly FileLedger[];
  startedAt: Date;
  finishedAt: Date | null;
  startedBy: string;
  snapshotId: number | null;
  error: string | null;
};

/** A mapping of the generic format: our column → the file's column. */
export type ColumnMap = Readonly<Record<string, string>>;

/** What an import answers. `orders` and `customers` count the shop after it. */
export type ImportResult = {
  importId: number;
  files: readonly FileLedger[];
  orders: number;
  customers: number;
  rejects: number;
  /** statuses met for the first time whose words mean a sale, which count as one from now on */
  learnedSaleStatuses: readonly string[];
};
