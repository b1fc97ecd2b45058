import { asOfParam } from "@/app/(dashboard)/search-params";
import { clientAddress } from "@/lib/auth/client-address";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { exportOrders } from "@/lib/workflows/export-orders";
import { downloadHeaders, errorResponse } from "../../respond";

/** The orders of one customer as CSV. Query: customer (the id), asOf (a past day, or left out). */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "exportOrders", roles: may.downloadTargetList });
    const { searchParams } = new URL(request.url);
    const customer = searchParams.get("customer");
    if (customer === null) throw new AppError("notFound");
    const { text, fileName } = await exportOrders({ customer, day: asOfParam.parse(searchParams.get("asOf")), actor: actor.id, ip: clientAddress(request.headers) });
    return new Response(text, { headers: downloadHeaders(fileName) });
  } catch (error) {
    return errorResponse(error);
  }
}
