import { exploreInput } from "@/app/(dashboard)/explore/explore-params";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { findExploreFigure } from "@/lib/workflows/read-explore";
import { downloadHeaders, errorResponse } from "../../../respond";

/** The numbers of one figure of the exploration, aggregates only, for the filters of its page. */
export async function GET(request: Request, { params }: { params: Promise<{ topic: string; figure: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const { topic, figure: name } = await params;
    const found = await findExploreFigure(topic, name, { ...exploreInput(Object.fromEntries(new URL(request.url).searchParams)), signal: request.signal });
    if (found === null) throw new AppError("notFound");
    return new Response(exploreCsv(found.figure.table, found.look.shop), { headers: downloadHeaders(`${topic}-${name}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
