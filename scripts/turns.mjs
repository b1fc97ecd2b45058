/**
 * A queue in front of the pages. Under a flood, everything answered at once is answered late; so few are
 * at work, the others wait in order, and one who hangs up while waiting costs nothing.
 */
const atOnce = 16;
const waitingAtMost = 1000;
/** Who takes longer keeps going without a turn, so that slow readers and streams hold up nobody. */
const turnMs = 5_000;

/** Health is asked under load most of all; files cost nothing; streams last; bodies arrive slowly. */
function goesAhead({ method, url = "", headers }) {
  return method !== "GET" || /^\/(_next\/|api\/(healthz|readyz)$)/.test(url) || headers.accept === "text/event-stream";
}

/** @returns a function that serves a request when it is its turn */
export function makeTurns() {
  const waiting = [];
  let running = 0;

  function begin({ response, serve }) {
    running++;
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(limit);
      running--;
      next();
    };
    const limit = setTimeout(end, turnMs);
    response.once("close", end);
    serve();
  }

  function next() {
    while (running < atOnce && waiting.length > 0) {
      const turn = waiting.shift();
      if (!turn.response.destroyed && !turn.response.closed) begin(turn);
    }
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {() => void} serve
   */
  return (request, response, serve) => {
    if (goesAhead(request)) serve();
    else if (running < atOnce) begin({ response, serve });
    else if (waiting.length < waitingAtMost) waiting.push({ response, serve });
    else response.writeHead(503, { "retry-after": "5" }).end();
  };
}
