import type { CustomerProfileFact } from "@/lib/types/customer-profile";
import type { Channel, Contact, Excluded } from "@/lib/types/target-list";
import { amountHead, type CsvValue } from "./spreadsheet-csv";

/** A member as the list needs it. */
export type Member = Pick<
  CustomerProfileFact,
  "customer_key" | "external_id" | "state" | "city" | "recency_days" | "order_count" | "revenue_cents"
>;

export type Gated = { accepted: readonly { member: Member; contact: Contact }[]; excluded: Excluded };

const email = /^[^\s=+\-@"',;][^\s"',;]*@[^\s"',;@]+\.[^\s"',;@]+$/;
const phone = /^\+?[1-9]\d{6,14}$/;

/** An address as it is compared: one mailbox or number, however it is written. */
export function comparableAddress(address: string): string {
  return address.trim().toLowerCase().replace(/^\+/, "");
}

function addressOf(contact: Contact, channel: Channel): string | null {
  const address = (channel === "email" ? contact.email : contact.phone)?.trim() ?? "";
  return (channel === "email" ? email : phone).test(address) ? address : null;
}

/**
 * The consent gate of a list: only members who said yes to the channel and can be reached by it.
 * Unknown is never contacted. An address that anybody refused stays out for everybody who has it,
 * and an address is written to once.
 *
 * @param contacts by customer key; a member without one is unknown
 * @param refused comparable addresses of the channel whose consent is "no"
 * @returns members in their order, and how many were left out why; the counts add up to the members
 */
export function gateByConsent(
  members: readonly Member[],
  contacts: ReadonlyMap<number, Contact>,
  channel: Channel,
  refused: ReadonlySet<string>,
): Gated {
  const excluded: Excluded = { noConsent: 0, unknownConsent: 0, noAddress: 0 };
  const accepted: { member: Member; contact: Contact }[] = [];
  const written = new Set<string>();
  for (const member of members) {
    const contact = contacts.get(member.customer_key);
    const consent = contact === undefined ? "unknown" : channel === "email" ? contact.emailConsent : contact.smsConsent;
    const address = contact === undefined ? null : addressOf(contact, channel);
    const compared = address === null ? null : comparableAddress(address);
    if (consent === "no" || (compared !== null && refused.has(compared))) excluded.noConsent++;
    else if (contact === undefined || consent === "unknown") excluded.unknownConsent++;
    else if (compared === null || written.has(compared)) excluded.noAddress++;
    else {
      written.add(compared);
      accepted.push({ member, contact });
    }
  }
  return { accepted, excluded };
}

/** Columns of the file; the revenue's names its currency. Phones are written without `+`, which a spreadsheet would take for a sum. */
export function targetListHeader(channel: Channel, currency: string): readonly string[] {
  const address = channel === "email" ? "email" : "phone";
  return ["customer_id", address, "first_name", "last_name", "city", "state", "segment", "orders", amountHead("revenue", currency), "recency_days"];
}

/**
 * Records of the file, one a person.
 * @param minorUnits decimals of the currency: revenue is written in major units
 */
export function* targetListRows(
  { accepted }: Gated,
  channel: Channel,
  segmentName: string,
  minorUnits: number,
): Generator<readonly CsvValue[]> {
  for (const { member, contact } of accepted) {
    const address = channel === "email" ? contact.email : contact.phone?.replace(/^\+/, "");
    const revenue = Number((member.revenue_cents / 10 ** minorUnits).toFixed(minorUnits));
    yield [
      member.external_id,
      address?.trim() ?? null,
      contact.firstName,
      contact.lastName,
      member.city,
      member.state,
      segmentName,
      member.order_count,
      revenue,
      member.recency_days,
    ];
  }
}
