/** The shapes of everything the command line prints with `--json`. Programs rely on them; tests check them. */
import { z } from "zod";
import { comparedKeys } from "@/lib/types/comparison";
import { fileKinds } from "@/lib/types/import";
import { flowNames } from "@/lib/types/maintenance";
import { kpiKeys } from "@/lib/types/overview";
import { roles } from "@/lib/types/roles";
import { stabilityWords } from "@/lib/types/quality";
import { rfmScorings, rfmTableNames } from "@/lib/types/rfm";
import { assessments, balances, engines, levelNames, methods } from "@/lib/types/segmentation";
import { shopFields } from "@/lib/types/shop";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

export const errorAnswer = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) });
export type ErrorAnswer = z.infer<typeof errorAnswer>;

export const userAnswer = z.strictObject({
  id: z.uuid(),
  email: z.email(),
  role: z.enum(roles),
  disabled: z.boolean(),
  /** first password, to be changed at sign-in; only where one was made */
  password: z.string().optional(),
});
export type UserAnswer = z.infer<typeof userAnswer>;

export const settingsAnswer = z.strictObject({
  name: z.string(),
  currency: z.string(),
  minorUnits: count,
  timeZone: z.string(),
  locale: z.string(),
  hemisphere: z.enum(["north", "south"]),
  saleStatuses: z.array(z.string()),
  /** statuses of the data, and whether they count as a sale */
  statuses: z.array(z.strictObject({ status: z.string(), orders: count, isSale: z.boolean() })),
  /** what this call changed */
  changed: z.array(z.enum(shopFields)),
});
export type SettingsAnswer = z.infer<typeof settingsAnswer>;

export const sampleAnswer = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), bytes: count })),
});
export type SampleAnswer = z.infer<typeof sampleAnswer>;

export const importAnswer = z.strictObject({
  /** null after a dry run */
  importId: z.int().nullable(),
  /** the five counts are exclusive and add up to the rows of the file */
  files: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(fileKinds),
      accepted: count,
      updated: count,
      duplicate: count,
      rejected: count,
      pending: count,
    }),
  ),
  orders: count,
  customers: count,
});
export type ImportAnswer = z.infer<typeof importAnswer>;

export const undoAnswer = z.strictObject({ importId: z.int(), orders: count, customers: count });
export type UndoAnswer = z.infer<typeof undoAnswer>;

const numbers = z.record(z.string(), z.number().nullable());

const segmentStability = z.strictObject({ meanJaccard: share, word: z.enum(stabilityWords) });

export const segmentAnswer = z.strictObject({
  segmentationId: z.int(),
  method: z.enum(methods),
  customers: count,
  k: z.int().min(1),
  inertia: z.number().nullable(),
  silhouette: z.number().nullable(),
  seed: z.int(),
  snapshot: z.string(),
  balance: z.enum(balances),
  /** null for rules and MiniBatch */
  engine: z.enum(engines).nullable(),
  assess: z.enum(assessments),
  rfm: z.strictObject({ table: z.enum(rfmTableNames), scoring: z.enum(rfmScorings), bins: z.int() }).nullable(),
  leastStability: share.nullable(),
  separation: z.string().nullable(),
  choices: z.array(z.strictObject({ k: z.int(), silhouette: z.number(), leastStability: share.nullable(), verdict: z.string(), reason: z.string() })),
  notices: z.array(z.string()),
  segments: z.array(
    z.strictObject({
      name: z.string(),
      customers: count,
      customerShare: share,
      revenueShare: z.number(),
      levels: z.record(z.string(), z.enum(levelNames).nullable()),
      /** means of the members, raw units */
      centroid: numbers,
      stability: segmentStability.nullable(),
      rule: z.string().nullable(),
    }),
  ),
});
export type SegmentAnswer = z.infer<typeof segmentAnswer>;

export const personasAnswer = z.strictObject({
  segmentationId: z.int(),
  method: z.enum(methods),
  live: z.boolean(),
  asOf: z.iso.date(),
  snapshot: z.string(),
  personas: z.array(
    z.strictObject({
      index: count,
      name: z.string(),
      customers: count,
      customerShare: share,
      revenueShare: z.number(),
      levels: z.record(z.string(), z.enum(levelNames).nullable()),
      season: z.string().nullable(),
      monthPeriod: z.string().nullable(),
      lifetimeMonths: z.number().nullable(),
      medians: numbers,
      reason: z.string(),
      stability: segmentStability.nullable(),
      rule: z.string().nullable(),
      advice: z.strictObject({ goal: z.string(), action: z.string(), avoid: z.string() }),
    }),
  ),
});
export type PersonasAnswer = z.infer<typeof personasAnswer>;

export const compareAnswer = z.strictObject({
  comparisonId: z.int(),
  asOf: z.iso.date(),
  seed: z.int(),
  snapshot: z.string(),
  customers: count,
  tookMs: count,
  notices: z.array(z.string()),
  methods: z.array(
    z.strictObject({
      key: z.enum(comparedKeys),
      name: z.string(),
      settings: z.string(),
      segments: z.array(z.strictObject({ name: z.string(), customers: count, share })),
      unassigned: count,
      customers: count,
      silhouette: z.number().nullable(),
      silhouetteCustomers: count,
      stability: z.strictObject({
        mean: share,
        least: share,
        basis: z.strictObject({ resamples: count, fittedCustomers: count, starts: count.optional(), assignedCustomers: count, customers: count }),
      }).nullable(),
      smallestShare: share,
      granularity: z.number(),
      tookMs: z.number(),
    }),
  ),
  /** rows of `counts` are segments of `a`, columns of `b` */
  pairs: z.array(z.strictObject({ a: z.enum(comparedKeys), b: z.enum(comparedKeys), adjustedRandIndex: z.number(), customers: count, counts: z.array(z.array(count)) })),
});
export type CompareAnswer = z.infer<typeof compareAnswer>;

export const membersAnswer = z.strictObject({ segmentationId: z.int(), file: z.string(), rows: count, sha256: z.string() });
export type MembersAnswer = z.infer<typeof membersAnswer>;

export const exportAnswer = z.strictObject({
  targetListId: z.string(),
  segment: z.string(),
  file: z.string(),
  rows: count,
  excluded: z.strictObject({ noConsent: count, unknownConsent: count, noAddress: count }),
  sha256: z.string(),
});
export type ExportAnswer = z.infer<typeof exportAnswer>;

export const verifyAnswer = z.strictObject({
  ok: z.boolean(),
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;

export const backupAnswer = z.strictObject({ file: z.string(), bytes: count, sha256: z.string() });
export type BackupAnswer = z.infer<typeof backupAnswer>;

export const restoreAnswer = z.strictObject({ file: z.string(), orders: count, customers: count });
export type RestoreAnswer = z.infer<typeof restoreAnswer>;

const ari = z.array(z.number());

export const maintenanceAnswer = z.strictObject({
  reportId: z.int(),
  segmentationId: z.int(),
  asOf: z.iso.date(),
  snapshot: z.string(),
  seed: z.int(),
  customers: count,
  fittedCustomers: count,
  comparedCustomers: count,
  engine: z.string(),
  tookMs: count,
  bases: z.array(z.iso.date()),
  /** by months since the base: medians and unlucky tenths of the agreement with a refit */
  curves: z.array(z.strictObject({
    method: z.enum(["kmeans", "rfm"]), months: z.array(count), plain: ari, plainLow: ari, held: ari, heldLow: ari, misplaced: ari, runs: z.array(count), firstBase: ari,
  })),
  drift: z.array(z.strictObject({ flow: z.enum(flowNames), psi: z.array(z.number().nullable()), now: z.enum(["none", "moderate", "major"]), change: z.string().nullable() })),
  shift: z.array(z.strictObject({ asOf: z.iso.date(), meanShift: z.number(), largestShift: z.number(), inertiaPerCustomer: z.number() })),
  season: z.string(),
  contracts: z.array(z.strictObject({
    method: z.enum(["kmeans", "rfm"]),
    intervalMonths: z.int().nullable(),
    isCensored: z.boolean(),
    nextRefresh: z.iso.date().nullable(),
    headline: z.string(),
    reason: z.string(),
    clauses: z.array(z.string()),
    choices: z.array(z.strictObject({
      months: count, refitsAYear: z.number(), worstAri: z.number(), misplacedShare: share, misplacedCustomers: count, isProposed: z.boolean(),
    })),
  })),
  notices: z.array(z.string()),
});
export type MaintenanceAnswer = z.infer<typeof maintenanceAnswer>;

const migrationSide = z.strictObject({
  segmentationId: z.int(), asOf: z.iso.date(), customers: count, segments: z.array(z.strictObject({ name: z.string(), customers: count, revenueCents: z.number() })),
});

export const migrationAnswer = z.strictObject({
  before: migrationSide,
  after: migrationSide,
  newcomers: count,
  gone: count,
  moved: count,
  common: count,
  /** null = a newcomer, or gone */
  flows: z.array(z.strictObject({ from: z.string().nullable(), to: z.string().nullable(), customers: count, revenueBeforeCents: z.number(), revenueAfterCents: z.number() })),
});
export type MigrationAnswer = z.infer<typeof migrationAnswer>;

const span = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
const figure = z.number().nullable();

/** Money in minor units, shares as fractions. */
export const kpisAnswer = z.strictObject({
  asOf: z.iso.date(),
  currency: z.string(),
  minorUnits: count,
  segmentationId: z.int().nullable(),
  period: span,
  before: span.nullable(),
  lastYear: span.nullable(),
  filter: z.strictObject({ states: z.array(z.string()), categories: z.array(z.string()), segments: z.array(count) }),
  kpis: z.array(z.strictObject({
    key: z.enum(kpiKeys), name: z.string(), unit: z.string(), formula: z.string(), value: figure, before: figure, lastYear: figure,
    /** better and worse only beyond chance */
    verdict: z.enum(["better", "worse", "same"]),
  })),
});
export type KpisAnswer = z.infer<typeof kpisAnswer>;

export const reportAnswer = z.strictObject({ asOf: z.iso.date(), segmentationId: z.int().nullable(), file: z.string().nullable(), markdown: z.string() });
export type ReportAnswer = z.infer<typeof reportAnswer>;
