import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export type Product = {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** what the processes wrote so far */
  output: () => string;
  /** SIGTERM, and the exit code */
  stop: () => Promise<number | null>;
};

export type ProductOptions = { sample?: boolean; customers?: number; dataDir?: string; timeoutMs?: number };

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/** Starts the built product as `npm start` does, on its own data folder, and waits until it is ready. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const port = await freePort();
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), "clientele-product-"));
  const child = spawn(process.execPath, [path.join(root, "scripts/start.mjs")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NODE_OPTIONS: "",
      PORT: String(port),
      APP_URL: `http://127.0.0.1:${port}`,
      CLIENTELE_DATA: dataDir,
      CLIENTELE_SAMPLE: options.sample === false ? "0" : "1",
      CLIENTELE_SAMPLE_CUSTOMERS: String(options.customers ?? 100_000),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  child.stdout?.on("data", (chunk) => lines.push(String(chunk)));
  child.stderr?.on("data", (chunk) => lines.push(String(chunk)));
  const url = `http://127.0.0.1:${port}`;
  const output = () => lines.join("");
  await waitUntilReady(url, child, output, options.timeoutMs ?? 300_000);
  return { url, dataDir, process: child, output, stop: () => stop(child) };
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${output()}`);
    const ready = await fetch(`${url}/api/readyz`).then((r) => r.ok, () => false);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  child.kill("SIGKILL");
  throw new Error(`the product was not ready in ${timeoutMs} ms:\n${output()}`);
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGTERM");
  return ended;
}

export function removeData(product: Product): void {
  rmSync(product.dataDir, { recursive: true, force: true });
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
