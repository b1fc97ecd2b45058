import { cursorOf, filterOf, loadCustomersParams, pageLink } from "@/components/customers/search-params";
import { requireRoute } from "@/lib/auth/guards";
import { readCustomers } from "@/lib/workflows/read-customers";
import { dataResponse, errorResponse } from "../respond";

const path = "/api/customers";

/** One page of the customers table, for the same parameters as the page; no contact details. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireRoute(request, { action: "readCustomers" });
    const params = loadCustomersParams(request);
    const { shop, segmentation, previous, next, choices, ...page } = await readCustomers({
      filterOf: (ofShop) => filterOf(params, ofShop),
      sort: params.sort,
      direction: params.dir,
      cursor: cursorOf(params),
      row: params.row,
      segmentationId: params.segmentation,
      day: params.asOf,
      signal: request.signal,
    });
    return dataResponse({
      currency: shop.currency,
      minorUnits: shop.minorUnits,
      segmentation: segmentation === null ? null : { id: segmentation.id, asOf: segmentation.asOf },
      segments: (segmentation?.segments ?? []).map(({ index, name }) => ({ index, name })),
      ...page,
      // the lists of cities and categories are the page's: each scroll would carry them
      states: choices.states.map(({ choice, customers }) => ({ state: choice, customers })),
      previous: pageLink(path, params, previous),
      next: pageLink(path, params, next),
    });
  } catch (error) {
    return errorResponse(error);
  }
}
