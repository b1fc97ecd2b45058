/** Whether the process answers; asks nothing else, so that a busy store never gets it restarted. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
