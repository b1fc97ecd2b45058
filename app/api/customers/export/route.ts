import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { z } from "zod";
import { columnsOf, filterOf, loadCustomersParams } from "@/components/customers/search-params";
import { clientAddress } from "@/lib/auth/client-address";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { takeDailyUse } from "@/lib/store/rate-limit";
import { exportCustomers } from "@/lib/workflows/export-customers";
import { downloadHeaders, errorResponse } from "../../respond";

/** As many as target lists: enough for work, too few to go unseen. */
const exportsADay = 40;

const exportForm = z.strictObject({ view: z.string().max(6000) });

/** The customers of a view as CSV. Form field: view (the address of the page without its path). */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "exportCustomers", roles: may.downloadTargetList });
    const form = await request.formData().catch(() => {
      throw new AppError("invalidInput");
    });
    const input = exportForm.safeParse(Object.fromEntries(form));
    if (!input.success) throw new AppError("invalidInput");
    const ip = clientAddress(request.headers);
    if (!(await takeDailyUse("customerExports", actor.id, exportsADay))) {
      await recordAudit({ actor: actor.id, action: "exportCustomers", outcome: "denied", detail: { reason: "quota" }, ip });
      throw new AppError("tooManyAttempts", `At most ${exportsADay} exports can be made in a day. An admin finds the earlier ones in the audit log.`);
    }
    const params = loadCustomersParams(new URLSearchParams(input.data.view));
    const { file, fileName, bytes, sha256 } = await exportCustomers({
      filterOf: (shop) => filterOf(params, shop),
      sort: params.sort,
      direction: params.dir,
      segmentationId: params.segmentation,
      day: params.asOf,
      columns: columnsOf(params),
      actor: actor.id,
      ip,
    });
    const headers = downloadHeaders(fileName);
    headers.set("content-length", String(bytes));
    headers.set("x-clientele-sha256", sha256);
    const stream = createReadStream(file);
    // sent or broken off: it is read once
    stream.once("close", () => void rm(file, { force: true }));
    // Node's and the browser's types of the same stream differ in name alone
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers });
  } catch (error) {
    return errorResponse(error);
  }
}
