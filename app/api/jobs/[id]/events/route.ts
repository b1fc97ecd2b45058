import { requireRoute } from "@/lib/auth/guards";
import { canSeeJob } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { findJob } from "@/lib/store/jobs";
import { findUser } from "@/lib/store/users";
import type { Job } from "@/lib/types/job";
import { errorResponse } from "../../../respond";

const lookEveryMs = 500;
/** also how long a lost right keeps an open stream */
const recheckEvery = 10;

const hasEnded = (job: Job) => job.status !== "queued" && job.status !== "running";

/** What the page draws. */
function eventOf(job: Job): string {
  const { id, kind, status, progress, error, resultId } = job;
  return `data: ${JSON.stringify({ id, kind, status, progress, error, resultId })}\n\n`;
}

function streamOf(first: Job, mayGoOn: () => Promise<boolean>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let last = "";
  let looks = 0;
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const job = looks === 0 ? first : await findJob(first.id);
        const isDenied = looks % recheckEvery === recheckEvery - 1 && !(await mayGoOn());
        looks++;
        if (!job || isDenied || signal.aborted) return controller.close();
        const event = eventOf(job);
        // a comment now and then keeps proxies and our own idle limit from closing a quiet stream
        const sent = event === last ? (looks % 20 === 0 ? ": still here\n\n" : null) : event;
        last = event;
        if (sent !== null) controller.enqueue(text.encode(sent));
        if (hasEnded(job)) return controller.close();
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
        if (sent !== null) return;
      }
    },
  });
}

/** Server-sent events of one job until it ends: `{id, kind, status, progress, error, resultId}`. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await requireRoute(request, { action: "watchJob" });
    const { id } = await params;
    const job = await findJob(id);
    if (!job || !canSeeJob(actor, job)) throw new AppError("notFound");
    const begun = await findUser(actor.id);
    const mayGoOn = async () => {
      const user = await findUser(actor.id);
      return user !== null && !user.disabled && user.tokenVersion === begun?.tokenVersion;
    };
    return new Response(streamOf(job, mayGoOn, request.signal), {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
