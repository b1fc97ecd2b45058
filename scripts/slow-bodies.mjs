/** A request body must bring so many bytes in each window while the server waits for it. */
const leastBytes = 1024;
const windowMs = 20_000;

/**
 * Hangs up on a request whose body only drips: it holds a socket for nothing. A slow line brings a
 * kilobyte in twenty seconds; time in which the server itself is behind with reading does not count.
 *
 * @param {import("node:http").IncomingMessage} request
 */
export function hangUpOnDrips(request) {
  const hasBody = Number(request.headers["content-length"] ?? 0) > 0 || request.headers["transfer-encoding"] !== undefined;
  if (!hasBody) return;
  let bytes = request.socket.bytesRead;
  const watch = setInterval(() => {
    const isOurTurn = request.readableLength > 0;
    if (!isOurTurn && request.socket.bytesRead - bytes < leastBytes) request.socket.destroy();
    bytes = request.socket.bytesRead;
  }, windowMs);
  watch.unref();
  const stop = () => clearInterval(watch);
  request.once("end", stop);
  request.once("close", stop);
}
