import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { findSegmentation } from "@/lib/store/segmentations";
import { getShop } from "@/lib/store/shop";
import { personasCsv } from "@/lib/workflows/personas-csv";
import { downloadHeaders, errorResponse } from "../../../respond";

/** The table of personas of a run, aggregates only. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadPersonas", roles: may.downloadAggregates });
    const { id } = await params;
    const run = /^\d{1,9}$/.test(id) ? await findSegmentation(Number(id)) : null;
    if (!run) throw new AppError("notFound");
    return new Response(personasCsv(run, await getShop()), { headers: downloadHeaders(`personas-${run.id}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
