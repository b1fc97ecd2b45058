/** Every error the application raises on purpose: its HTTP status and the sentence a user reads. */
export const errorTable = {
  notSignedIn: { status: 401, sentence: "Sign in to go on." },
  forbidden: { status: 403, sentence: "Your role may not do this. An admin can change roles under Settings." },
  notFound: { status: 404, sentence: "There is nothing here." },
  wrongOrigin: { status: 403, sentence: "The request came from another site and was refused." },
  invalidInput: { status: 400, sentence: "Some of the input cannot be used." },
  tooManyAttempts: { status: 429, sentence: "Too many attempts. Wait 15 minutes and try again." },
  conflict: { status: 409, sentence: "Something else is changing this right now. Try again in a moment." },
  badFile: { status: 422, sentence: "The file cannot be imported." },
  noSnapshot: { status: 409, sentence: "No orders yet. Import orders first." },
  noSegmentation: { status: 409, sentence: "No segmentation yet. Start one under Models." },
  tooLarge: { status: 413, sentence: "The upload is too large." },
  diskFull: { status: 507, sentence: "The disk is full. Nothing was changed; free some space and try again." },
  cancelled: { status: 409, sentence: "Cancelled. Nothing was changed." },
  leaseLost: { status: 409, sentence: "Another worker has taken over." },
  corrupt: { status: 500, sentence: "Stored data failed its check." },
  misconfigured: { status: 500, sentence: "The installation is not configured correctly." },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type ErrorCode = keyof typeof errorTable;

/** The sentence of an error of our own, by what reached the browser of it; null for a stranger's. */
export const sentenceOf = (digest: string | undefined): string | null =>
  (digest !== undefined && Object.hasOwn(errorTable, digest) ? errorTable[digest as ErrorCode].sentence : null);

/** Whether an error says, as ours, that the disk is full. */
export const isDiskFull = (error: unknown): boolean => error instanceof AppError && error.code === "diskFull";

/** The only error whose message is written for users; `message` says where and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** all of an error that Next lets through to the browser where a page fails */
  readonly digest: string;
  constructor(code: ErrorCode, message: string = errorTable[code].sentence, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.digest = code;
  }
  get status(): number {
    return errorTable[this.code].status;
  }
}
