import { requireRoute } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { beginUpload, largestUploadBytes, storeUpload } from "@/lib/workflows/uploads";
import { errorResponse } from "../respond";

/**
 * Takes one file as the raw request body: `POST /api/uploads?name=orders.csv[&upload=ID]`. The first
 * file of an import gets an id, which further files name. Answers `{uploadId, name, bytes}`.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    await requireRoute(request, { action: "upload", roles: may.import });
    if (Number(request.headers.get("content-length") ?? 0) > largestUploadBytes) throw new AppError("tooLarge");
    const query = new URL(request.url).searchParams;
    const name = query.get("name");
    if (!name || !request.body) throw new AppError("invalidInput", "The upload has no name or no content.");
    const uploadId = query.get("upload") ?? beginUpload();
    const stored = await storeUpload(uploadId, name, request.body, request.signal);
    return Response.json({ uploadId, ...stored }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error);
  }
}
