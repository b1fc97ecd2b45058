import { ButtonLink } from "../ui/button-link";
import type { CustomerContact } from "@/lib/types/customer-page";
import type { ConsentState } from "@/lib/types/snapshot";
import { Card } from "../ui/card";
import classes from "./contact-card.module.css";
import { ConsentMark } from "./marks";

/** `hidden`: the role never sees them. `closed`: it may, and that is written down. */
export type ContactState = { status: "hidden" } | { status: "closed"; href: string } | { status: "none" } | { status: "shown"; contact: CustomerContact };

type ContactCardProps = { emailConsent: ConsentState; smsConsent: ConsentState; hasEmail: boolean; hasPhone: boolean; state: ContactState };

function finding({ emailConsent, smsConsent }: ContactCardProps): string {
  const channels = [emailConsent === "yes" && "e-mail", smsConsent === "yes" && "text message"].filter(Boolean);
  if (channels.length > 0) return `May be contacted by ${channels.join(" and ")}`;
  if (emailConsent === "no" || smsConsent === "no") return "Has refused contact";
  return "Was never asked, so is never contacted";
}

function Details({ contact }: { contact: CustomerContact }) {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ");
  return (
    <>
      <dt>Name</dt>
      <dd>{name || "unknown"}</dd>
      <dt>E-mail</dt>
      <dd>{contact.email ?? "none"}</dd>
      <dt>Phone</dt>
      <dd>{contact.phone ?? "none"}</dd>
    </>
  );
}

/** Consent for everybody; name, e-mail and phone only for roles that may, on request, written down. */
export function ContactCard(props: ContactCardProps) {
  const { emailConsent, smsConsent, hasEmail, hasPhone, state } = props;
  return (
    <Card title={finding(props)} note="Consent as imported; unknown is never contacted.">
      <dl className={classes.facts}>
        <dt>E-mail consent</dt>
        <dd><ConsentMark consent={emailConsent} /></dd>
        <dt>SMS consent</dt>
        <dd><ConsentMark consent={smsConsent} /></dd>
        <dt>On record</dt>
        <dd>{[hasEmail && "e-mail", hasPhone && "phone"].filter(Boolean).join(" and ") || "no contact record"}</dd>
        {state.status === "shown" && <Details contact={state.contact} />}
      </dl>
      {state.status === "closed" && (
        <ButtonLink variant="default" size="compact-sm" href={state.href} mt="sm">
          Show contact details
        </ButtonLink>
      )}
      <p className={classes.note}>
        {state.status === "hidden" && "Your role sees no contact details."}
        {state.status === "closed" && "That you looked is written to the audit log."}
        {state.status === "shown" && "That you looked is in the audit log."}
        {state.status === "none" && "No contact record was imported."}
      </p>
    </Card>
  );
}
