import { existsSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryDataFolder } from "../support/data-folder";

const data = temporaryDataFolder();
const { migrateStore } = await import("@/lib/store/migrate");
const { closeStore, store } = await import("@/lib/store/client");
const { closeRateLimits, failureLimits } = await import("@/lib/store/rate-limit");
const { checkAuditChain, listAudit } = await import("@/lib/store/audit");
const { openNative } = await import("@/lib/store/native");
const users = await import("@/lib/store/users");
const { authenticate } = await import("@/lib/auth/authenticate");
const { ensureSecret } = await import("@/lib/auth/secret");
const { findSessionUser, sealSession, sessionSeconds, sessionTokenFor } = await import("@/lib/auth/session-token");
const { readFirstRunFile, writeFirstRunFile } = await import("@/lib/auth/first-run");
const { addUser, setUserDisabled, setUserRole } = await import("@/lib/workflows/manage-users");
const { changeOwnPassword } = await import("@/lib/workflows/change-password");
const { dataPaths } = await import("@/lib/env");

const now = () => Math.floor(Date.now() / 1000);
let count = 0;

async function person(role: "admin" | "marketer" = "marketer") {
  const { user, password } = await addUser({ email: `Person${++count}@example.com`, name: "Ada", role }, "system");
  return { user, password };
}

beforeAll(() => {
  migrateStore();
  ensureSecret();
});

afterAll(async () => {
  closeRateLimits();
  await closeStore();
  data.remove();
});

test("a password is kept as argon2id with OWASP's cost", async () => {
  const { user } = await person();
  expect((await users.findPasswordHash(user.email))?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("the right password signs in however the e-mail is typed; a wrong one and a disabled account do not", async () => {
  const { user, password } = await person();
  expect((await authenticate({ email: ` ${user.email.toUpperCase()} `, password }, "a"))?.id).toBe(user.id);
  expect(await authenticate({ email: user.email, password: `${password}x` }, "a")).toBeNull();
  expect(await authenticate({ email: "nobody@example.com", password }, "a")).toBeNull();
  await setUserDisabled(user.id, true, "system");
  expect(await authenticate({ email: user.email, password }, "a")).toBeNull();
});

test("the tenth failure of an account is told to wait, the right password too, and another account is not", async () => {
  const { user, password } = await person();
  const other = await person();
  const guess = (i: number) => authenticate({ email: user.email, password: `wrong password ${i}` }, `address ${i}`);
  for (let i = 1; i < failureLimits.account; i++) expect(await guess(i)).toBeNull();
  await expect(guess(10)).rejects.toThrow("Too many attempts");
  closeRateLimits(); // as after a restart
  await expect(authenticate({ email: user.email, password }, "fresh")).rejects.toThrow("Too many attempts");
  expect(await authenticate({ email: other.user.email, password: other.password }, "fresh")).not.toBeNull();
  openNative(dataPaths().database).prepare(`update "RateLimit" set expire = 1`).run();
  expect((await authenticate({ email: user.email, password }, "fresh"))?.id).toBe(user.id);
});

test("a hundred guesses at once are counted one by one", async () => {
  const { user } = await person();
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, (_, i) => authenticate({ email: user.email, password: `wrong password ${i}` }, `crowd ${i}`)),
  );
  expect(results.filter((r) => r.status === "fulfilled").length).toBeLessThan(failureLimits.account);
});

test("an unknown e-mail costs the same work as a known one", async () => {
  const { user } = await person();
  const time = async (email: string) => {
    const begin = performance.now();
    await authenticate({ email, password: "some wrong password" }, "timing");
    return performance.now() - begin;
  };
  await time("warm-up@example.com");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 8; i++) {
    known.push(await time(user.email));
    unknown.push(await time("unknown@example.com"));
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[4] ?? 0;
  // hashing alone takes 15 ms and more; without the decoy the unknown one would answer in a fraction
  expect(median(unknown)).toBeGreaterThan(median(known) * 0.5);
});

test("a session dies with disabling, a role change, sign-out, a new password and after twelve hours", async () => {
  const { user } = await person();
  const seal = async () => sealSession(sessionTokenFor((await users.findUser(user.id)) ?? user, now()));
  let sealed = await seal();
  expect((await findSessionUser(sealed, now()))?.id).toBe(user.id);
  expect(await findSessionUser(sealed, now() + sessionSeconds)).toBeNull();
  await setUserRole(user.id, "manager", "system");
  expect(await findSessionUser(sealed, now())).toBeNull();
  sealed = await seal();
  expect((await findSessionUser(sealed, now()))?.role).toBe("manager");
  await users.endSessions(user.id, { actor: user.id, action: "signOut" });
  expect(await findSessionUser(sealed, now())).toBeNull();
  sealed = await seal();
  await setUserDisabled(user.id, true, "system");
  expect(await findSessionUser(sealed, now())).toBeNull();
});

test.each(["", "%", "Bearer %", "a.b.c.d.e", "x".repeat(16_384), "eyJhbGciOiJub25lIn0..e30."])(
  "%o is no session and no crash",
  async (sealed) => expect(await findSessionUser(sealed, now())).toBeNull(),
);

test("a changed first password leaves first-run.txt, the last one takes the file with it", async () => {
  const [a, b] = [await person(), await person()];
  writeFirstRunFile([a, b].map(({ user, password }) => ({ email: user.email, role: user.role, password })));
  expect(statSync(dataPaths().firstRun).mode & 0o777).toBe(0o600);
  const actor = (user: typeof a.user) => ({ id: user.id, email: user.email, name: user.name, role: user.role });
  await expect(changeOwnPassword(actor(a.user), "not the current one", "a new long password")).rejects.toThrow("current password");
  await expect(changeOwnPassword(actor(a.user), a.password, "short")).rejects.toThrow("10 to 128");
  expect((await changeOwnPassword(actor(a.user), a.password, "a new long password")).mustChangePassword).toBe(false);
  expect(readFirstRunFile().map((account) => account.email)).toEqual([b.user.email]);
  expect(readFileSync(dataPaths().firstRun, "utf8")).not.toContain(a.password);
  await changeOwnPassword(actor(b.user), b.password, "a new long password");
  expect(existsSync(dataPaths().firstRun)).toBe(false);
});

test("the last admin remains, also when two demote each other at once", async () => {
  const [a, b] = [await person("admin"), await person("admin")];
  for (const user of await users.listUsers()) {
    if (user.role === "admin" && user.id !== a.user.id && user.id !== b.user.id) await setUserRole(user.id, "marketer", "system");
  }
  for (let round = 0; round < 10; round++) {
    const results = await Promise.allSettled([setUserRole(b.user.id, "marketer", a.user.id), setUserRole(a.user.id, "marketer", b.user.id)]);
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    await setUserRole(a.user.id, "admin", "system");
    await setUserRole(b.user.id, "admin", "system");
  }
});

test("the secret is made once, for its owner only", () => {
  const before = readFileSync(dataPaths().secret, "utf8");
  ensureSecret();
  expect(readFileSync(dataPaths().secret, "utf8")).toBe(before);
  expect(statSync(dataPaths().secret).mode & 0o777).toBe(0o600);
});

test("a refused change leaves neither the change nor an audit entry that claims it", async () => {
  const { user } = await person();
  const before = await store().auditEntry.count();
  await expect(users.createUser(
    { email: user.email, name: "Eve", role: "admin", passwordHash: "x", mustChangePassword: false },
    { actor: "system", action: "addUser" },
  )).rejects.toThrow("account already");
  expect(await store().auditEntry.count()).toBe(before);
});

test("the audit chain names the first entry that was changed, and a cut-off end", async () => {
  const whole = await checkAuditChain();
  expect(whole.brokenAt).toBeNull();
  expect(whole.entries).toBe(await store().auditEntry.count());
  expect((await listAudit(3)).map((e) => e.id)).toEqual([whole.entries, whole.entries - 1, whole.entries - 2]);
  const db = openNative(dataPaths().database);
  db.exec(`drop trigger "AuditEntry_no_update"; drop trigger "AuditEntry_no_delete";`);
  const last = db.prepare(`select * from "AuditEntry" where id = ?`).get(whole.entries) as Record<string, unknown>;
  db.prepare(`delete from "AuditEntry" where id = ?`).run(whole.entries);
  expect((await checkAuditChain()).brokenAt).toBe(whole.entries);
  db.prepare(`insert into "AuditEntry" values (@id, @at, @actor, @action, @object, @outcome, @detail, @ip, @previousHash, @hash)`).run(last);
  expect((await checkAuditChain()).brokenAt).toBeNull();
  db.exec(`update "AuditEntry" set detail = '{"role":"admin"}' where id = 2`);
  expect((await checkAuditChain()).brokenAt).toBe(2);
  db.close();
});
