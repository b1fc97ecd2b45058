import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, startApplication } from "./web-server";

export type Product = {
  url: string;
  dataDir: string;
  /** ends it and removes its data */
  stop: () => Promise<void>;
};

/**
 * The built product on a data folder of its own, with a sample shop of the usual size.
 * @param nodeOptions of its processes
 */
export async function startProduct(customers = 100_000, nodeOptions = ""): Promise<Product> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), "clientele-product-"));
  const env = { NODE_OPTIONS: nodeOptions, APP_URL: `http://127.0.0.1:${port}`, CLIENTELE_SAMPLE_CUSTOMERS: String(customers) };
  const app = await startApplication(dataDir, port, { env });
  const stop = async (): Promise<void> => {
    app.child.kill("SIGTERM");
    await app.finished;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: app.url, dataDir, stop };
}

export type FirstRunAccount = { role: string; email: string; password: string };

/** The accounts that the first start wrote down, one line each: role, e-mail, password. */
export function firstRunAccounts(dataDir: string): FirstRunAccount[] {
  const text = readFileSync(path.join(dataDir, "first-run.txt"), "utf8");
  return text
    .split("\n")
    .map((line) => /^\s*(admin|manager|marketer|campaignOwner)\s+(\S+@\S+)\s+(\S+)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, role = "", email = "", password = ""]) => ({ role, email, password }));
}
