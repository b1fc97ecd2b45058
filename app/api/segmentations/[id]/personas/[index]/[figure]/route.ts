import { segmentationOnly } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { personaTable } from "@/lib/workflows/insight-tables";
import { readPersona } from "@/lib/workflows/read-persona";
import { downloadHeaders, errorResponse } from "../../../../../respond";

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** The numbers of one figure of a persona's page, aggregates only. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string; index: string; figure: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const { id, index, figure } = await params;
    const { asOf } = segmentationOnly.parse(Object.fromEntries(new URL(request.url).searchParams));
    const page = isNumber(id) && isNumber(index) ? await readPersona(Number(id), Number(index), asOf) : null;
    const table = page === null ? null : personaTable(page, figure);
    if (page === null || table === null) throw new AppError("notFound");
    return new Response(exploreCsv(table, page.shop), { headers: downloadHeaders(`persona-${id}-${index}-${figure}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
