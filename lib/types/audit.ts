export const auditOutcomes = ["ok", "denied", "failed"] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** What is written to the audit log. `detail` never holds personal data. */
export type AuditInput = {
  /** user id, `cli:<os user>`, or `system` */
  actor: string;
  action: string;
  /** id of what it was done to */
  object?: string | null;
  outcome?: AuditOutcome;
  detail?: Readonly<Record<string, string | number | boolean | null>>;
  ip?: string | null;
};

export type AuditEntry = {
  id: number;
  at: Date;
  actor: string;
  action: string;
  object: string | null;
  outcome: AuditOutcome;
  detail: Readonly<Record<string, unknown>>;
  ip: string | null;
};

/** What a walk along the chain found; `brokenAt` is the id of the first entry that does not fit. */
export type AuditCheck = { entries: number; head: string; brokenAt: number | null };
