import { isValidElement, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inFirstPaint } from "@/app/(dashboard)/in-first-paint";
import { LateBoundary } from "@/components/ui/late-boundary";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (ms: number, content: string): Promise<string> => new Promise((done) => setTimeout(() => done(content), ms));

type Boundary = { isLate: boolean; children: ReactNode };

async function boundaryOf(page: Promise<ReactNode>): Promise<Boundary> {
  const shown = await page;
  if (!isValidElement<Boundary>(shown)) throw new Error("no element");
  // always the same component: a page that is late keeps what the one before it had open
  expect(shown.type).toBe(LateBoundary);
  return shown.props;
}

test("a page that is ready soon comes as it is, and nothing waits on", async () => {
  const page = inFirstPaint((props: { name: string }) => after(200, `page ${props.name}`))({ name: "a" });
  await vi.advanceTimersByTimeAsync(200);
  expect(await boundaryOf(page)).toEqual({ isLate: false, children: "page a" });
  expect(vi.getTimerCount()).toBe(0);
});

test("a page that takes long is announced by its shape and follows", async () => {
  const page = inFirstPaint(() => after(2000, "page"))({});
  await vi.advanceTimersByTimeAsync(700);
  const { isLate, children } = await boundaryOf(page);
  expect(isLate).toBe(true);
  await vi.advanceTimersByTimeAsync(1300);
  expect(await (children as Promise<ReactNode>)).toBe("page");
});

test("a page that fails soon fails as a whole: its status can still be told", async () => {
  await expect(inFirstPaint(() => Promise.reject(new Error("not found")))({})).rejects.toThrow("not found");
  expect(vi.getTimerCount()).toBe(0);
});
