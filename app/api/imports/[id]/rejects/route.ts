import { Readable } from "node:stream";
import { spreadsheetCsv } from "@/lib/audiences/spreadsheet-csv";
import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { recordAudit } from "@/lib/store/audit";
import { getImport, listRejects } from "@/lib/store/imports";
import type { Reject } from "@/lib/types/import";
import { downloadHeaders, errorResponse } from "../../../respond";

const pageSize = 10_000;
const columns = ["file", "line", "column", "id", "reason", "value"];

function rowsOf(rejects: readonly Reject[]) {
  return rejects.map((r) => [r.file, r.line, r.column, r.id, r.reason, r.value]);
}

async function* csvOf(importId: number): AsyncGenerator<Uint8Array> {
  const text = new TextEncoder();
  const [header = ""] = spreadsheetCsv(columns, []);
  yield text.encode(header);
  for (let offset = 0; ; offset += pageSize) {
    const rejects = await listRejects(importId, { limit: pageSize, offset });
    const [, ...lines] = spreadsheetCsv(columns, rowsOf(rejects));
    yield text.encode(lines.join(""));
    if (rejects.length < pageSize) return;
  }
}

/** The rejected lines of an import: line, column and reason. They can hold personal data, so this is an admin's. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "downloadRejects", roles: may.import });
    const { id } = await params;
    if (!/^\d{1,9}$/.test(id)) throw new AppError("notFound");
    const { id: importId } = await getImport(Number(id));
    await recordAudit({ actor: actor.id, action: "downloadRejects", object: id });
    // one stream, two names for its type
    const body = Readable.toWeb(Readable.from(csvOf(importId))) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: downloadHeaders(`rejects-${importId}.csv`) });
  } catch (error) {
    return errorResponse(error);
  }
}
