import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dataPaths } from "@/lib/env";
import { start } from "../../support/programs";
import type { Web } from "../../support/web";
import { startApplication, visitPage } from "../../support/web-server";

/** The store's content once nothing is done in it any more: what earlier tests published, the worker assigns. */
async function contentAtRest(contentOf: () => string): Promise<string> {
  for (let before = contentOf(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const after = contentOf();
    if (after === before) return after;
    before = after;
  }
}

/** Process numbers of a program that another process started. */
function programsOf(parent: number | undefined, program: string): number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" }).split("\n").map((line) => line.trim().split(/\s+/));
  return lines.filter(([, ppid, ...command]) => Number(ppid) === parent && command.join(" ").includes(program)).map(([pid]) => Number(pid));
}

/** Starts, stops, and secrets on disk. */
export function lifecycleTests(web: Web): void {
  describe("starting and stopping", () => {
    test("the first start kept its secrets to the owner of the machine", () => {
      for (const file of [dataPaths().secret, dataPaths().firstRun]) expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(dataPaths().firstRun, "utf8").match(/@casa-aurora\.example/g)).toHaveLength(4);
    });

    test("a weak secret or a wrong setting stops the start at once, in words", async () => {
      for (const [name, value, says] of [["NEXTAUTH_SECRET", "changeme", "NEXTAUTH_SECRET cannot be used"], ["PORT", "many", "PORT"]] as const) {
        const { code, stderr } = await start(["scripts/start.mjs"], { CLIENTELE_DATA: web.folder, PORT: "1", [name]: value }).finished;
        expect(code).not.toBe(0);
        expect(stderr).toContain(says);
      }
    });

    test("a program that crashes is started again, and who was signed in stays so", async () => {
      const session = await web.sessionOf(await web.person("manager"));
      const answers = () => fetch(`${web.app.url}/api/healthz`).then(({ ok }) => ok, () => false);
      for (const program of ["web.mjs", "worker.mjs"]) {
        const [crashed] = programsOf(web.app.child.pid, program);
        process.kill(crashed ?? -1, "SIGSEGV");
        await expect.poll(() => programsOf(web.app.child.pid, program).filter((pid) => pid !== crashed), { timeout: 20_000 }).toHaveLength(1);
      }
      await expect.poll(answers, { timeout: 60_000 }).toBe(true);
      expect((await visitPage(web.app.url, "/overview", session)).outcome).toBe("open");
    });

    test("SIGTERM ends both programs; a second start is quick, keeps everything and prints no passwords", async () => {
      const before = await contentAtRest(web.contentOfStore);
      web.app.child.kill("SIGTERM");
      const first = await web.app.finished;
      expect(first.code).toBe(0);
      expect(first.stdout).toContain(`Clientele is ready: ${web.app.url}`);
      expect(first.stdout).toContain("@casa-aurora.example");
      await expect(fetch(`${web.app.url}/api/healthz`)).rejects.toThrow();
      web.app = await startApplication(web.folder, web.port);
      expect(web.contentOfStore()).toBe(before);
      expect(web.app.readyMs).toBeLessThan(60_000);
      await new Promise((resolve) => setTimeout(resolve, 500));
      web.app.child.kill("SIGINT");
      const second = await web.app.finished;
      expect(second.code).toBe(0);
      expect(second.stdout).not.toContain("@casa-aurora.example");
      expect(existsSync(dataPaths().firstRun)).toBe(true);
    });

    test("programs whose runner was killed outright end by themselves", async () => {
      web.app = await startApplication(web.folder, web.port);
      web.app.child.kill("SIGKILL");
      await web.app.finished; // its output ends when the last program that holds it does
      await expect(fetch(`${web.app.url}/api/healthz`)).rejects.toThrow();
    });
  });
}
