/** The part of autocannon that the bench and the tests use; the package ships no types. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  type Options = {
    url: string;
    connections: number;
    duration?: number;
    /** requests in all, instead of a duration */
    amount?: number;
    headers?: Record<string, string>;
    /** seconds before a request counts as failed */
    timeout: number;
    /** changes each request before it is sent */
    requests?: { setupRequest: (request: object) => object }[] | undefined;
  };
  type Result = {
    errors: number;
    timeouts: number;
    non2xx: number;
    requests: { total: number; average: number };
  };
  /** Emits `response` with client, status, bytes and milliseconds; resolves when the time is up. */
  export default function autocannon(options: Options): EventEmitter & Promise<Result>;
}
