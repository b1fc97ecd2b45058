import { findContact } from "@/lib/store/contacts";
import { recordAudit } from "@/lib/store/audit";
import type { CustomerContact } from "@/lib/types/customer-page";

/**
 * Contact details of one customer. That they were looked at is written down first; the caller has
 * checked that the role may see them.
 */
export async function readContact(customerKey: number, by: string): Promise<CustomerContact | null> {
  await recordAudit({ actor: by, action: "seeContact", object: String(customerKey) });
  return findContact(customerKey);
}
