import type { ComparisonRequest } from "./comparison";
import type { AskedMaintenance } from "./maintenance";
import type { ColumnMap, ImportFormat } from "./import";
import type { SegmentationRequest } from "./segmentation";
import type { ShopChange } from "./shop";

export const jobKinds = ["import", "undoImport", "segment", "targetList", "backup", "compare", "assign", "maintenance", "shopSettings"] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStatuses = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** Reported while a job runs; the page draws it. */
export type Progress = {
  stage: string;
  /** position of the stage among all, 1-based */
  step: number;
  steps: number;
  /** 0-1 over the whole job */
  fraction: number;
  rows: number | null;
  rowsTotal: number | null;
  secondsLeft: number | null;
};

/** Called by long work; throws the abort reason when the job was cancelled or its lease lost. */
export type ReportProgress = (progress: Progress) => void;

export type Job = {
  id: string;
  kind: JobKind;
  status: JobStatus;
  progress: Progress | null;
  attempts: number;
  createdAt: Date;
  createdBy: string;
  finishedAt: Date | null;
  /** sentence for the user */
  error: string | null;
  /** id of what it made: import, segmentation, target list */
  resultId: string | null;
};

/** What each kind of job is told. Written by us, never by a browser. */
export type JobInputs = {
  import: {
    paths: readonly string[];
    format: ImportFormat | null;
    map: ColumnMap | null;
    replaceSample: boolean;
    sample: boolean;
    dryRun: boolean;
    /** folder of an upload, removed once the job is done and recorded so */
    uploadId: string | null;
  };
  undoImport: { importId: number };
  segment: SegmentationRequest;
  targetList: Record<string, never>;
  backup: { out: string };
  compare: ComparisonRequest;
  /** which run's model, and the snapshot whose customers it assigns */
  assign: { segmentationId: number; snapshotId: number };
  maintenance: AskedMaintenance;
  /** settings whose change publishes the orders anew */
  shopSettings: { change: ShopChange };
};

/** The right to work on a job. Every write of its holder names the token and matches nothing once another has it. */
export type Lease = { jobId: string; token: string };
