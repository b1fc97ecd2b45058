import { decimal, noBreakSpace } from "./locale";

/** How long something took: "180 ms", "2.4 s", "3 min 5 s", "1 h 4 min". @param ms not negative */
export function formatDuration(ms: number, locale: string): string {
  if (ms < 1000) return `${decimal(ms, 0, locale)}${noBreakSpace}ms`;
  if (ms < 59_950) return `${decimal(ms / 1000, 1, locale)}${noBreakSpace}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${noBreakSpace}min ${seconds % 60}${noBreakSpace}s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}${noBreakSpace}h ${minutes % 60}${noBreakSpace}min`;
}

/** Time left, said roughly: "about 2 s left". @param seconds not negative */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))}${noBreakSpace}s left`;
  return `about ${Math.round(seconds / 60)}${noBreakSpace}min left`;
}

/** A count of days: "1 day", "390 days". */
export function formatDays(days: number, locale: string, digits = 0): string {
  const text = decimal(days, digits, locale);
  return `${text} ${text === "1" ? "day" : "days"}`;
}

/** Sizes of files in decimal units: "45 MB". */
export function formatBytes(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${decimal(size, unit > 0 && size < 9.95 ? 1 : 0, locale)}${noBreakSpace}${units[unit]}`;
}
