import { z } from "zod";
import { asOfParam } from "@/app/(dashboard)/search-params";
import { customersLink } from "@/components/customers/search-params";
import { openView } from "@/components/customers/view-query";
import { requireRoute } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import type { SavedView } from "@/lib/types/saved-view";
import type { Segment } from "@/lib/types/segmentation";
import { readPalette } from "@/lib/workflows/read-palette";
import { dataResponse, errorResponse } from "../respond";

const params = z.object({ q: z.string().catch("").default("").transform((text) => text.trim().slice(0, 100)), asOf: asOfParam });

const viewHref = (view: SavedView, segments: readonly Segment[]): string =>
  customersLink("/customers", { ...openView(view, { segments, states: [] }).params, view: view.id });

/** What the command palette finds for a text: customers, and what the person has saved. No contact details. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "searchPalette" });
    const { q, asOf } = params.parse(Object.fromEntries(new URL(request.url).searchParams));
    return dataResponse(await readPalette({ query: q, asOf, actor, mayDownload: canDo(actor.role, "downloadTargetList"), now: new Date(), viewHref, signal: request.signal }));
  } catch (error) {
    return errorResponse(error);
  }
}
