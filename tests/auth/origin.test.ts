import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { requireOwnOrigin, safeNextPath } from "@/lib/auth/origin";
import { weaknessOf } from "@/lib/auth/secret";

const appUrl = "http://localhost:3000";
const check = (headers: Record<string, string>) => () => requireOwnOrigin(new Headers(headers), appUrl);

test.each(["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])("a page opened at %s is ours", (origin) => {
  expect(check({ origin })).not.toThrow();
});

test.each<Record<string, string>>([
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost:3001" },
  { origin: "https://localhost:3000" },
  { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
  { origin: "http://localhost.evil.example:3000" },
  {},
  { "sec-fetch-site": "cross-site" },
])("a request from elsewhere is refused: %o", (headers) => {
  expect(check(headers)).toThrow(AppError);
});

test("without an origin the browser's word that it is the same site counts", () => {
  expect(check({ "sec-fetch-site": "same-origin" })).not.toThrow();
});

test("an address the installation does not know is told what to set", () => {
  expect(check({ origin: "http://192.168.1.5:3000", host: "192.168.1.5:3000" })).toThrow("APP_URL=http://192.168.1.5:3000");
});

test.each([
  "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example",
  "http://localhost:3000@evil.example", "javascript:alert(1)", "/%0d%0a//evil.example\r\n", "/\t/evil.example", "", null, "overview",
])("after sign-in %o leads nowhere else", (next) => {
  const path = safeNextPath(next);
  expect(new URL(path, appUrl).origin).toBe(appUrl);
  expect(path.startsWith("//")).toBe(false);
});

test("a path of ours is kept with its query", () => {
  expect(safeNextPath("/customers?segment=3&sort=revenueCents")).toBe("/customers?segment=3&sort=revenueCents");
});

test.each(["", "secret", "changeme", "a".repeat(64), "please-replace-this-value-before-going-live", "short-but-Random-7"])(
  "%o is too weak a secret",
  (secret) => expect(weaknessOf(secret)).not.toBeNull(),
);

test("48 random bytes are a good secret", () => {
  expect(weaknessOf("vQ3nq0J8mX1s7dKf5tYw2zRb9uPc4hLe6gNa-iVoSjTkUxBmDyCzWpHrFq")).toBeNull();
});
