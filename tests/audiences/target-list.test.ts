import fc from "fast-check";
import { expect, test } from "vitest";
import { gateByConsent, type Member, targetListHeader, targetListRows } from "@/lib/audiences/target-list";
import type { ConsentState } from "@/lib/types/snapshot";
import type { Contact } from "@/lib/types/target-list";

const member = (key: number): Member => (
  { customer_key: key, external_id: `c${key}`, state: "SP", city: "=cmd", recency_days: 3, order_count: 2, revenue_cents: 12_345 }
);

const contact = (key: number, emailConsent: ConsentState, email: string | null = `p${key}@example.com`): Contact => (
  { customerKey: key, email, phone: "+5511999990000", firstName: "Ada", lastName: "Lovelace", emailConsent, smsConsent: "unknown" }
);

function gate(contacts: readonly Contact[], members: readonly number[], refused: readonly string[] = []) {
  return gateByConsent(members.map(member), new Map(contacts.map((c) => [c.customerKey, c])), "email", new Set(refused));
}

test("only a yes is written to; no, unknown, no contact and no address stay out and are counted", () => {
  const contacts = [contact(1, "yes"), contact(2, "no"), contact(3, "unknown"), contact(5, "yes", null), contact(6, "yes", "not an address")];
  const { accepted, excluded } = gate(contacts, [1, 2, 3, 4, 5, 6]);
  expect(accepted.map((one) => one.member.external_id)).toEqual(["c1"]);
  expect(excluded).toEqual({ noConsent: 1, unknownConsent: 2, noAddress: 2 });
});

test("an address that anybody refused stays out, and one address is written to once", () => {
  const contacts = [contact(1, "yes", "Same@Example.com"), contact(2, "yes", "same@example.com"), contact(3, "yes", "gone@example.com")];
  const { accepted, excluded } = gate(contacts, [1, 2, 3], ["gone@example.com"]);
  expect(accepted).toHaveLength(1);
  expect(excluded).toEqual({ noConsent: 1, unknownConsent: 0, noAddress: 1 });
});

test("e-mail consent says nothing about text messages", () => {
  const gated = gateByConsent([member(1)], new Map([[1, contact(1, "yes")]]), "sms", new Set());
  expect(gated.excluded.unknownConsent).toBe(1);
});

test("a record names the person, the segment and the revenue in major units", () => {
  const [row] = [...targetListRows(gate([contact(1, "yes")], [1]), "email", "Best New", 2)];
  expect(targetListHeader("email", "BRL").indexOf("revenue_brl")).toBe(8);
  expect(row).toEqual(["c1", "p1@example.com", "Ada", "Lovelace", "=cmd", "SP", "Best New", 2, 123.45, 3]);
});

test("nobody without a yes is ever accepted, and accepted and excluded add up to the members", () => {
  const anyContact = fc.record({
    key: fc.integer({ min: 0, max: 30 }),
    consent: fc.constantFrom<ConsentState>("yes", "no", "unknown"),
    email: fc.option(fc.constantFrom("a@example.com", "b@example.com", "c@example.com", "=d@example.com", "x"), { nil: null }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(anyContact, { selector: (c) => c.key }), fc.uniqueArray(fc.integer({ min: 0, max: 30 })), (list, members) => {
      const contacts = list.map((c) => contact(c.key, c.consent, c.email));
      const refused = contacts.flatMap((c) => (c.emailConsent === "no" && c.email ? [c.email] : []));
      const { accepted, excluded } = gate(contacts, members, refused);
      expect(accepted.every((one) => one.contact.emailConsent === "yes" && !refused.includes(one.contact.email ?? ""))).toBe(true);
      expect(accepted.length + excluded.noConsent + excluded.noAddress + excluded.unknownConsent).toBe(members.length);
    }),
  );
});
