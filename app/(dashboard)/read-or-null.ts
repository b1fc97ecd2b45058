import { notFound } from "next/navigation";
import { AppError, type ErrorCode } from "@/lib/errors";

/** Runs a page's read; one expected lack becomes null for its empty state, a missing thing the 404 page. */
export async function readOrNull<T>(lack: ErrorCode, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === lack) return null;
    if (error instanceof AppError && error.code === "notFound") notFound();
    throw error;
  }
}
