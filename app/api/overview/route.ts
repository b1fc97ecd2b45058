import { overviewInput } from "@/app/(dashboard)/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { readOverview } from "@/lib/workflows/read-overview";
import { dataResponse, errorResponse } from "../respond";

/** The numbers of the overview page, for the same parameters. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "readOverview" });
    const overview = await readOverview({ ...overviewInput(Object.fromEntries(new URL(request.url).searchParams)), mayImport: canDo(actor.role, "import"), signal: request.signal });
    if (overview === null) throw new AppError("noSnapshot");
    const { shop, ...rest } = overview;
    return dataResponse({ currency: shop.currency, minorUnits: shop.minorUnits, timeZone: shop.timeZone, ...rest });
  } catch (error) {
    return errorResponse(error);
  }
}
