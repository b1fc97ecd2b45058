import { readFile } from "node:fs/promises";
import { z } from "zod";
import { requireRoute } from "@/lib/auth/guards";
import { clientAddress } from "@/lib/auth/client-address";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { takeDailyUse } from "@/lib/store/rate-limit";
import { channels } from "@/lib/types/target-list";
import { drawTargetList } from "@/lib/workflows/draw-target-list";
import { downloadHeaders, errorResponse } from "../respond";
import { targetListFilter } from "./filter-schema";

/** Lists a person may draw in a day: enough for work, too few to empty the shop unseen. */
const listsADay = 40;
const keptMs = 24 * 60 * 60_000;

const json = z.string().max(20_000).transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "the filter cannot be read" });
    return z.NEVER;
  }
});

const targetListForm = z.strictObject({
  segmentationId: z.coerce.number().int().min(1),
  filter: json.pipe(targetListFilter),
  channel: z.enum(channels).default("email"),
});

/**
 * Draws a list and answers with its file. Form fields: segmentationId, filter (JSON of a
 * CustomerFilter with exactly one segment), channel. A plain form posts here; the browser saves.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "downloadTargetList", roles: may.downloadTargetList });
    const form = await request.formData().catch(() => {
      throw new AppError("invalidInput");
    });
    const input = targetListForm.safeParse(Object.fromEntries(form));
    if (!input.success) throw new AppError("invalidInput", `The list cannot be drawn: ${input.error.issues[0]?.message ?? "wrong input"}.`);
    const ip = clientAddress(request.headers);
    if (!(await takeDailyUse("targetLists", actor.id, listsADay))) {
      await recordAudit({ actor: actor.id, action: "downloadTargetList", outcome: "denied", detail: { reason: "quota" }, ip });
      throw new AppError("tooManyAttempts", `At most ${listsADay} lists can be drawn in a day. An admin finds the earlier ones in the audit log.`);
    }
    const list = await drawTargetList({ request: input.data, actor: actor.id, ip, expiresAt: new Date(Date.now() + keptMs) });
    const headers = downloadHeaders(list.fileName);
    headers.set("x-clientele-sha256", list.sha256);
    return new Response(await readFile(list.file), { headers });
  } catch (error) {
    return errorResponse(error);
  }
}
