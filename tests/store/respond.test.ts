import { expect, test, vi } from "vitest";
import { errorResponse } from "@/app/api/respond";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/jobs/log";

/** What Next gives as the reason when a browser closes the connection. */
const aborted = Object.assign(new Error("gone"), { name: "ResponseAborted" });

test("a visitor who leaves is no fault; a stranger's error is told without its text, our own by its sentence", async () => {
  const logged = vi.spyOn(log, "error").mockReturnValue(undefined);
  expect(errorResponse(aborted).status).toBe(499);
  expect(logged).not.toHaveBeenCalled();
  const unexpected = errorResponse(new Error("secret path"));
  expect(unexpected.status).toBe(500);
  expect(await unexpected.text()).not.toContain("secret");
  expect(logged).toHaveBeenCalledOnce();
  const own = errorResponse(new AppError("invalidInput", "The day is no day."));
  expect([own.status, await own.text()]).toEqual([400, expect.stringContaining("The day is no day.")]);
  const full = errorResponse(Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" }));
  expect([full.status, await full.text()]).toEqual([507, expect.stringContaining("The disk is full.")]);
  expect(logged).toHaveBeenCalledOnce();
});
