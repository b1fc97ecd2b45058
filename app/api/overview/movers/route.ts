import { overviewInput } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { AppError } from "@/lib/errors";
import { readOverviewMovers } from "@/lib/workflows/read-movers";
import { dataResponse, errorResponse } from "../../respond";

/** Who changed persona since the period began, for the parameters of the overview page. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireRoute(request, { action: "readOverview" });
    const read = await readOverviewMovers({ ...overviewInput(Object.fromEntries(new URL(request.url).searchParams)), signal: request.signal });
    if (read === null) throw new AppError("noSnapshot");
    const { shop, ...rest } = read;
    return dataResponse({ currency: shop.currency, minorUnits: shop.minorUnits, timeZone: shop.timeZone, ...rest });
  } catch (error) {
    return errorResponse(error);
  }
}
