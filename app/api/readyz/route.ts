import { checkReadiness } from "@/lib/workflows/readiness";

const timeoutMs = 2000;

/** Whether pages can be served: the store answers, is writable and has this release's schema. */
export async function GET(): Promise<Response> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve("the store does not answer"), timeoutMs).unref());
  const reason = await Promise.race([checkReadiness(), late]);
  const headers = { "cache-control": "no-store" };
  return reason === null
    ? Response.json({ status: "ready" }, { headers })
    : Response.json({ status: "not ready", reason }, { status: 503, headers });
}
