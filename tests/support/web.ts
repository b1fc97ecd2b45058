import { type Role, roles } from "@/lib/types/roles";
import { dataPaths } from "@/lib/env";
import { hashPassword } from "@/lib/auth/passwords";
import { sealSession, sessionTokenFor } from "@/lib/auth/session-token";
import { closeStore, store } from "@/lib/store/client";
import { openNative } from "@/lib/store/native";
import { changeUser, createUser, findUser } from "@/lib/store/users";
import { temporaryDataFolder } from "./data-folder";
import { type Application, buildApplication, freePort, startApplication, type Visitor } from "./web-server";

export const password = "a password for tests";
export const identities = [...roles, "anonymous", "disabled", "firstPassword"] as const;
export type Identity = (typeof identities)[number];
type Person = Awaited<ReturnType<typeof createUser>>;

/** One running product, and people of every kind who are signed in to it. */
export type Web = {
  folder: string;
  port: number;
  /** replaced by tests that stop it */
  app: Application;
  visitor: (identity: Identity) => Visitor;
  person: (role: Role, options?: { mustChangePassword?: boolean }) => Promise<Person>;
  sessionOf: (user: Person) => Promise<Visitor>;
  /** everything but the logs: what a refused request must leave as it was */
  contentOfStore: () => string;
  countRefusals: () => Promise<number>;
  close: () => Promise<void>;
};

/** Who a row of the matrix lets in. */
export const allowedBy = (row: string): readonly string[] => (row === "public" ? identities : row.split(" "));

async function sessionOf(user: Person): Promise<Visitor> {
  const fresh = (await findUser(user.id)) ?? user;
  return { cookie: `next-auth.session-token=${await sealSession(sessionTokenFor(fresh, Math.floor(Date.now() / 1000)))}` };
}

function contentOfStore(): string {
  const db = openNative(dataPaths().database, { readonly: true });
  const tables = db.prepare<[], string>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`).pluck().all();
  const content = tables.filter((name) => !["AuditEntry", "RateLimit"].includes(name)).map((name) => [name, db.prepare(`select * from "${name}"`).all()]);
  db.close();
  return JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** Builds and starts the product on a small sample shop. Once per test file, before anything reads the environment. */
export async function openWeb(env: Readonly<Record<string, string>> = {}): Promise<Web> {
  const data = temporaryDataFolder();
  buildApplication();
  const port = await freePort();
  const app = await startApplication(data.folder, port, { env: { CLIENTELE_SAMPLE_CUSTOMERS: "800", ...env } });
  const passwordHash = await hashPassword(password);
  const person: Web["person"] = (role, { mustChangePassword = false } = {}) =>
    createUser({ email: `${crypto.randomUUID()}@example.com`, name: role, role, passwordHash, mustChangePassword }, { actor: "system", action: "addUser" });
  const visitors = new Map<Identity, Visitor>();
  for (const role of roles) visitors.set(role, await sessionOf(await person(role)));
  const gone = await person("admin");
  visitors.set("disabled", await sessionOf(gone));
  await changeUser(gone.id, { disabled: true }, { actor: "system", action: "disableUser" });
  visitors.set("firstPassword", await sessionOf(await person("admin", { mustChangePassword: true })));
  const web: Web = {
    folder: data.folder, port, app, person, sessionOf, contentOfStore,
    visitor: (identity) => visitors.get(identity) ?? {},
    countRefusals: () => store().auditEntry.count({ where: { outcome: "denied" } }),
    close: async () => {
      web.app.child.kill("SIGTERM");
      await web.app.finished;
      await closeStore();
      data.remove();
    },
  };
  return web;
}
