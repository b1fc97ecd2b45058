import "server-only";
import { AppError } from "@/lib/errors";
import { log, loggable } from "@/lib/jobs/log";
import { asStoreError } from "@/lib/store/bulk";

/** Nobody hears this answer, and nothing failed: the browser has left the page. The number is the one proxies log. */
const clientHasGone = 499;

/** A route's answer to an error: our own by its sentence, a stranger's without its text. */
export function errorResponse(thrown: unknown): Response {
  const error = asStoreError(thrown);
  const headers = { "cache-control": "no-store" };
  if (error instanceof AppError) {
    return Response.json({ error: { code: error.code, message: error.message } }, { status: error.status, headers });
  }
  if (error instanceof Error && error.name === "ResponseAborted") return new Response(null, { status: clientHasGone });
  log.error(loggable(error), "request failed");
  return Response.json({ error: { code: "unexpected", message: "Something went wrong. Nothing was changed." } }, { status: 500, headers });
}

/** A read's answer: never kept by a browser or proxy, since a person's rights may change. */
export function dataResponse(data: object): Response {
  return Response.json(data, { headers: { "cache-control": "no-store" } });
}

/** Headers of every downloaded file. */
export function downloadHeaders(fileName: string): Headers {
  return new Headers({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${fileName}"`,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
}
