import { isStoreReady } from "@/lib/store/ready";

/** Why the installation cannot serve, in words that tell a stranger nothing; null when it can. */
export async function checkReadiness(): Promise<string | null> {
  try {
    return (await isStoreReady()) ? null : "the store waits for its migrations";
  } catch {
    return "the store cannot be read";
  }
}
