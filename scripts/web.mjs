/**
 * The web process: Next behind a server of our own, because only the socket knows who the peer is.
 * Stops gracefully: refuses new connections, finishes what is under way, then ends.
 *
 *   node scripts/web.mjs [--dev]
 */
import { createServer } from "node:http";
import path from "node:path";
import next from "next";
import { hangUpOnDrips } from "./slow-bodies.mjs";
import { makeTurns } from "./turns.mjs";

const root = path.dirname(import.meta.dirname);
const dev = process.argv.includes("--dev");
const port = Number(process.env.PORT || 3000);
const appUrl = process.env.APP_URL || `http://localhost:${port}`;
/** behind a reverse proxy that appends the address it saw to x-forwarded-for */
const trustProxy = process.env.CLIENTELE_TRUST_PROXY === "1";
const graceMs = 15_000;
const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

// everything below the data folder is its owner's alone
process.umask(0o077);
process.env.NODE_ENV = dev ? "development" : "production";
// next-auth would otherwise believe the Host header
process.env.NEXTAUTH_URL = appUrl;

const app = next({ dev, dir: root, hostname: "localhost", port });
await app.prepare();
const respond = app.getRequestHandler();
const inTurn = makeTurns();
let stopping = false;

const server = createServer((request, response) => {
  // Next hands an action that another page bundles to itself, over loopback, with the first peer's address
  const isForwarded = loopback.has(request.socket.remoteAddress) && request.headers["x-action-forwarded"] !== undefined;
  if (!trustProxy && !isForwarded) request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
  // ours alone: the proxy sets it, a browser may not
  delete request.headers["x-clientele-path"];
  hangUpOnDrips(request);
  if (stopping) {
    response.setHeader("connection", "close");
    if (request.url === "/api/readyz") {
      response.writeHead(503, { "content-type": "application/json" }).end('{"status":"not ready","reason":"stopping"}');
      return;
    }
  }
  inTurn(request, response, () => {
    respond(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
});
server.on("upgrade", (request, socket) => {
  // only the development server speaks over web sockets
  if (dev) app.getUpgradeHandler()(request, socket, Buffer.alloc(0)).catch(() => socket.destroy());
  else socket.destroy();
});
// A silent connection is closed after a minute; a long upload may take its time while bytes arrive (slow-bodies.mjs).
server.timeout = 60_000;
server.headersTimeout = 30_000;
server.requestTimeout = 60 * 60_000;

server.once("error", (error) => {
  process.stderr.write(error.code === "EADDRINUSE" ? `Port ${port} is in use. Stop the other program or start with PORT=${port + 1}.\n` : `${error.message}\n`);
  process.exit(1);
});
server.listen(port, () => process.stdout.write(`\nClientele is ready: ${appUrl}\n`));

function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => void app.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setInterval(() => server.closeIdleConnections(), 100).unref();
  // event streams never end by themselves
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
  setTimeout(() => process.exit(0), graceMs).unref();
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
if (process.env.CLIENTELE_PARENT === String(process.ppid)) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}
