import "server-only";
import { AppError } from "@/lib/errors";

/** Does work in the order it came. @throws AppError tooManyAttempts when too many wait already */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A queue in front of costly work: `atOnce` at work, the others wait in order, and beyond
 * `waitingAtMost` they are refused at once.
 */
export function makeTurns(atOnce: number, waitingAtMost: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) throw new AppError("tooManyAttempts", "Too many sign-ins at once. Try again in a moment.");
      // whoever finishes hands its place on, so `running` stays as it is
      await new Promise<void>((go) => waiting.push(go));
    } else {
      running++;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
