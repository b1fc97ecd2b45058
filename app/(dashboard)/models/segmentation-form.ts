import { z } from "zod";
import { civilDate, dayOf } from "@/lib/stats/civil-date";
import { featureNames } from "@/lib/types/features";
import { rfmScorings } from "@/lib/types/rfm";
import { assessments, balances, defaultRequest, engines, methods, presets, type SegmentationRequest } from "@/lib/types/segmentation";
import { rfmRequestFrom } from "@/lib/workflows/rfm-request";

/** A field left empty counts as not given. */
const open = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** YYYY-MM-DD → day number */
const calendarDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "A date looks like 2018-08-29.")
  .transform((text, context) => {
    const [year = 0, month = 0, dayOfMonth = 0] = text.split("-").map(Number);
    const day = dayOf({ year, month, dayOfMonth });
    if (civilDate(day).dayOfMonth !== dayOfMonth) context.addIssue({ code: "custom", message: "There is no such day." });
    return day;
  });

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** "50, 100, 250" → ascending numbers; a dot is the decimal mark. */
const cutPoints = z
  .string()
  .max(100)
  .transform((text, context) => {
    const cuts = text.split(/[\s,;]+/).filter((part) => part !== "").map(Number);
    const ascends = cuts.every((cut, i) => Number.isFinite(cut) && cut >= 0 && (i === 0 || cut > (cuts[i - 1] ?? 0)));
    if (!ascends) context.addIssue({ code: "custom", message: "Cut points are ascending numbers, such as 50, 100, 250." });
    return cuts;
  });

/**
 * The fields of a start, all optional: method, preset, balance, features (repeated), k (`auto` or a
 * number), asOf (YYYY-MM-DD), windowDays, status, seed, nInit, engine, assess, promote; for RFM table
 * (seven, eleven, own-ID, run-ID), scoring, and recencyCuts, orderCuts, spendCuts where it is fixed.
 */
export const segmentationForm = z.strictObject({
  method: open(z.enum(methods)),
  preset: open(z.enum(presets)),
  balance: open(z.enum(balances)),
  features: z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.enum(featureNames)).min(1).max(featureNames.length).optional()),
  k: open(z.union([z.literal("auto"), whole(1, 50)])),
  asOf: open(calendarDay),
  windowDays: open(whole(1, 36_500)),
  status: open(z.enum(["delivered", "sales"])),
  seed: open(whole(0, 2 ** 32 - 1)),
  nInit: open(whole(1, 100)),
  engine: open(z.enum(engines)),
  assess: open(z.enum(assessments)),
  table: open(z.string().regex(/^(seven|eleven|(own|run)-\d{1,9})$/)),
  scoring: open(z.enum(rfmScorings)),
  recencyCuts: open(cutPoints),
  orderCuts: open(cutPoints),
  spendCuts: open(cutPoints),
  promote: z.enum(["true", "on"]).optional(),
});

/**
 * The request a filled form means; what is left open takes the default.
 * @throws AppError notFound, invalidInput for RFM rules that are gone or cut points that do not fit
 */
export async function requestOf(input: z.output<typeof segmentationForm>): Promise<SegmentationRequest> {
  const { promote, table, scoring, recencyCuts, orderCuts, spendCuts, ...plain } = input;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const request: SegmentationRequest = { ...defaultRequest, ...given, promote: promote !== undefined };
  if (request.method !== "rfm") return request;
  const cuts = { recencyDays: recencyCuts ?? [], orderCount: orderCuts ?? [], revenue: spendCuts ?? [] };
  return { ...request, rfm: await rfmRequestFrom({ table, scoring, cuts }) };
}
