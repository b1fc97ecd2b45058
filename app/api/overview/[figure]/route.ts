import { overviewInput } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { moveNumbers } from "@/lib/measure/overview-numbers";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { overviewTable } from "@/lib/workflows/insight-tables";
import { readOverviewMovers } from "@/lib/workflows/read-movers";
import { type OverviewInput, readOverview } from "@/lib/workflows/read-overview";
import { downloadHeaders, errorResponse } from "../../respond";

type FigureInput = Omit<OverviewInput, "mayImport">;

/** Reads what the figure shows and no more: who moved is not in the overview. */
async function readFigure(figure: string, input: FigureInput) {
  if (figure === "moves") {
    const read = await readOverviewMovers(input);
    return read === null ? null : { shop: read.shop, table: read.movers === null ? null : moveNumbers(read.movers) };
  }
  const overview = await readOverview({ ...input, mayImport: false });
  return overview === null ? null : { shop: overview.shop, table: overviewTable(overview, figure) };
}

/** The numbers of one figure of the overview, aggregates only, for the filters of the page. */
export async function GET(request: Request, { params }: { params: Promise<{ figure: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const { figure } = await params;
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const found = await readFigure(figure, { ...overviewInput(query), signal: request.signal });
    if (found === null || found.table === null) throw new AppError("notFound");
    return new Response(exploreCsv(found.table, found.shop), { headers: downloadHeaders(`overview-${figure}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
