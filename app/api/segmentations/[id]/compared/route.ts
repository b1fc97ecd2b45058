import { personaIndexes, segmentationOnly } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { comparisonNumbers } from "@/lib/measure/persona-comparison";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { readPersonaComparison } from "@/lib/workflows/read-persona-comparison";
import { downloadHeaders, errorResponse } from "../../../respond";

/** The numbers of personas set side by side, aggregates only. Query: with ("0,3"), asOf. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const { id } = await params;
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const page = /^\d{1,9}$/.test(id) ? await readPersonaComparison(Number(id), personaIndexes(query.with), segmentationOnly.parse(query).asOf) : null;
    // an unknown run is not the live one
    if (page === null || page.segmentation.id !== Number(id)) throw new AppError("notFound");
    const table = comparisonNumbers(page.compared.map(({ segment, points }) => ({ name: segment.name, points })));
    return new Response(exploreCsv(table, page.shop), { headers: downloadHeaders(`compared-${id}-${page.compared.map(({ segment }) => segment.index).join("-")}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
