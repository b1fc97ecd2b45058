import { overviewInput } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { overviewTable } from "@/lib/workflows/insight-tables";
import { readOverview } from "@/lib/workflows/read-overview";
import { downloadHeaders, errorResponse } from "../../respond";

/** The numbers of one figure of the overview, aggregates only, for the filters of the page. */
export async function GET(request: Request, { params }: { params: Promise<{ figure: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const { figure } = await params;
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const overview = await readOverview({ ...overviewInput(query), mayImport: false, signal: request.signal });
    const table = overview === null ? null : overviewTable(overview, figure);
    if (overview === null || table === null) throw new AppError("notFound");
    return new Response(exploreCsv(table, overview.shop), { headers: downloadHeaders(`overview-${figure}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
