import { z } from "zod";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { exploreCsv } from "@/lib/workflows/explore-csv";
import { findModelTable, modelKinds } from "@/lib/workflows/model-tables";
import { getShop } from "@/lib/store/shop";
import { downloadHeaders, errorResponse } from "../../../../respond";

const day = z.coerce.number().int().min(0).max(99_999).nullable().catch(null);

const asked = z.object({
  of: z.enum(modelKinds),
  id: z.coerce.number().int().min(1).max(999_999_999),
  figure: z.string().regex(/^[a-z]{1,20}$/),
  with: z.coerce.number().int().min(1).nullable().catch(null),
  a: z.string().max(20).nullable().catch(null),
  b: z.string().max(20).nullable().catch(null),
  fromRun: z.coerce.number().int().min(1).nullable().catch(null),
  from: day,
  to: day,
  asOf: day,
});

const nothing = { with: null, a: null, b: null, fromRun: null, from: null, to: null, asOf: null };

/** The numbers of one figure of a run, a comparison, a maintenance report or a migration, aggregates only. */
export async function GET(request: Request, { params }: { params: Promise<{ of: string; id: string; figure: string }> }): Promise<Response> {
  try {
    await requireRoute(request, { action: "downloadAggregates", roles: may.downloadAggregates });
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const input = asked.safeParse({ ...nothing, ...query, ...(await params) });
    if (!input.success) throw new AppError("notFound");
    const { of, id, figure, fromRun, from, to, asOf, ...beside } = input.data;
    const table = await findModelTable({ of, id, figure, beside, between: { fromRun, from, to, asOf } });
    if (table === null) throw new AppError("notFound");
    return new Response(exploreCsv(table, await getShop()), { headers: downloadHeaders(`${of}-${id}-${figure}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
