import "server-only";
import type { CustomerContact } from "@/lib/types/customer-page";
import { store } from "./client";

/** The current contact details of a customer: those of the latest completed import that names them. */
export async function findContact(customerKey: number): Promise<CustomerContact | null> {
  const imports = await store().import.findMany({ where: { status: "complete", dryRun: false }, select: { id: true } });
  return store().contactRow.findFirst({
    where: { customerKey, importId: { in: imports.map(({ id }) => id) } },
    orderBy: { importId: "desc" },
    select: { email: true, phone: true, firstName: true, lastName: true },
  });
}
