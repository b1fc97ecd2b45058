import { isValidElement, type ReactNode, Suspense } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inFirstPaint } from "@/app/(dashboard)/in-first-paint";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (ms: number, content: string): Promise<string> => new Promise((done) => setTimeout(() => done(content), ms));

test("a page that is ready soon comes as it is, and nothing waits on", async () => {
  const page = inFirstPaint((props: { name: string }) => after(200, `page ${props.name}`))({ name: "a" });
  await vi.advanceTimersByTimeAsync(200);
  expect(await page).toBe("page a");
  expect(vi.getTimerCount()).toBe(0);
});

test("a page that takes long is announced by its shape and follows", async () => {
  const page = inFirstPaint(() => after(2000, "page"))({});
  await vi.advanceTimersByTimeAsync(700);
  const shown = await page;
  if (!isValidElement<{ children: Promise<ReactNode>; fallback: ReactNode }>(shown)) throw new Error("no element");
  expect(shown.type).toBe(Suspense);
  expect(isValidElement(shown.props.fallback)).toBe(true);
  await vi.advanceTimersByTimeAsync(1300);
  expect(await shown.props.children).toBe("page");
});

test("a page that fails soon fails as a whole: its status can still be told", async () => {
  await expect(inFirstPaint(() => Promise.reject(new Error("not found")))({})).rejects.toThrow("not found");
  expect(vi.getTimerCount()).toBe(0);
});
