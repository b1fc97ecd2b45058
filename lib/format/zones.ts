/** IANA names of the zones the runtime knows, ascending. */
export function timeZones(): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}

/** A zone's name as the runtime spells it; null for anything but a name of the IANA list, so also for "+02:00". */
export function canonicalZone(name: string): string | null {
  const wanted = name.trim();
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(wanted)) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
