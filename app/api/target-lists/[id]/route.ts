import { readFile } from "node:fs/promises";
import { clientAddress } from "@/lib/auth/client-address";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { findTargetList } from "@/lib/store/target-lists";
import { fileNameOf, targetListFile } from "@/lib/workflows/draw-target-list";
import { downloadHeaders, errorResponse } from "../../respond";

/** A list once more, for who drew it or an admin, until it expires. Each download is in the audit log. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "downloadTargetList", roles: may.downloadTargetList });
    const { id } = await params;
    const list = /^[0-9a-f]{32}$/.test(id) ? await findTargetList(id) : null;
    // somebody else's list is answered like none
    if (!list || (list.createdBy !== actor.id && actor.role !== "admin") || list.expiresAt.getTime() <= Date.now()) {
      throw new AppError("notFound", "There is no such list, or it has expired.");
    }
    const file = await readFile(targetListFile(id)).catch((cause: unknown) => {
      throw new AppError("notFound", "There is no such list, or it has expired.", { cause });
    });
    await recordAudit({ actor: actor.id, action: "downloadTargetListAgain", object: id, detail: { rows: list.rows }, ip: clientAddress(request.headers) });
    return new Response(file, { headers: downloadHeaders(fileNameOf(list.segmentName, id)) });
  } catch (error) {
    return errorResponse(error);
  }
}
