import { IconArrowRight, IconUsersGroup } from "@tabler/icons-react";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import type { Channel, Excluded } from "@/lib/types/target-list";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { PersonaName } from "../ui/persona-name";
import type { PersonaLook } from "../theme";
import { DownloadForm } from "./download-form";
import { ListTerms, type Terms } from "./list-terms";
import classes from "./targets.module.css";

/** `left`: customers still in after this step. */
type Step = { id: string; label: string; why: string; count: number; left: number };

type TargetListScreenProps = {
  segment: PersonaLook & { name: string };
  terms: Terms;
  members: number;
  rows: number;
  excluded: Excluded;
  channel: Channel;
  channelHrefs: Readonly<Record<Channel, string>>;
  backHref: string;
  /** fields of the download */
  fields: { segmentationId: number; filter: string };
  segmentation: string;
  locale: string;
};

const channelWords: Record<Channel, { by: string; address: string }> = {
  email: { by: "e-mail", address: "usable e-mail address" },
  sms: { by: "text message", address: "usable phone number" },
};

function steps({ members, rows, excluded, channel }: TargetListScreenProps): Step[] {
  const { by, address } = channelWords[channel];
  const afterRefused = members - excluded.noConsent;
  const afterUnknown = afterRefused - excluded.unknownConsent;
  return [
    { id: "members", label: "Match segment and filters", why: "before the consent gate", count: members, left: 0 },
    { id: "refused", label: "Refused", why: `said no to ${by}, here or under another customer with the same address`, count: -excluded.noConsent, left: afterRefused },
    { id: "unknown", label: "Never asked", why: "no consent on record; unknown is never contacted", count: -excluded.unknownConsent, left: afterUnknown },
    { id: "address", label: "Not reachable", why: `no ${address}, or the address is in the list already`, count: -excluded.noAddress, left: rows },
    { id: "rows", label: "In the file", why: "one line a person", count: rows, left: 0 },
  ];
}

/** Each step with its reason, what it takes away, and a bar from where the one before it ended. */
function Waterfall({ all, members, locale }: { all: readonly Step[]; members: number; locale: string }) {
  const most = Math.max(1, members);
  return (
    <ol>
      {all.map((step) => {
        const isDrop = step.id !== "members" && step.id !== "rows";
        return (
          <li key={step.id} className={classes.step} data-drop={isDrop || undefined}>
            <span>
              <strong>{step.label}</strong>
              <span className={classes.why}>{step.why}</span>
            </span>
            <strong className={classes.number}>{formatNumber(step.count, locale)}</strong>
            <span className={classes.track} aria-hidden="true">
              <span className={step.id === "rows" ? classes.rest : classes.whole} style={{ left: `${(step.left / most) * 100}%`, width: `${(Math.abs(step.count) / most) * 100}%` }} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Who is left out and why, before anything leaves the house. */
export function TargetListScreen(props: TargetListScreenProps) {
  const { segment, terms, members, rows, channel, channelHrefs, backHref, fields, segmentation, locale } = props;
  const all = steps(props);
  const number = (value: number): string => formatNumber(value, locale);
  const dropped = members - rows;
  return (
    <>
      <PageHeader
        crumbs={[{ href: backHref, label: "Customers" }]}
        title="Download a target list"
        finding={rows === 0 ? "Nobody here may be contacted." : `${plural(rows, number(rows), "person", "people")} may be contacted by ${channelWords[channel].by}.`}
        scope={members === 0 ? "No customer matches." : `${number(dropped)} of ${number(members)} are left out, ${formatPercent(dropped / members, locale)}. Consent is read at this moment.`}
        actions={<ButtonLink href={backHref} variant="default">Change the filters</ButtonLink>}
      />
      <div className={classes.grid}>
        <Card title={dropped === 0 ? "Nobody is left out" : `${number(dropped)} are left out, each for the first reason that applies`} note="Customers, in the order the reasons are asked.">
          <Waterfall all={all} members={members} locale={locale} />
        </Card>
        <div className={classes.side}>
          <Card title="The list" note={`Of ${segmentation}`}>
            <ListTerms segment={segment} terms={terms} />
            <nav className={classes.channels} aria-label="Channel">
              <ButtonLink href={channelHrefs.email} variant={channel === "email" ? "filled" : "default"} size="compact-md" aria-current={channel === "email" ? "true" : undefined}>E-mail</ButtonLink>
              <ButtonLink href={channelHrefs.sms} variant={channel === "sms" ? "filled" : "default"} size="compact-md" aria-current={channel === "sms" ? "true" : undefined}>Text message</ButtonLink>
            </nav>
          </Card>
          <Card title={`Download ${number(rows)} lines`} note="CSV for spreadsheets, UTF-8. The download is written to the audit log with its checksum; the file is kept for a day.">
            <DownloadForm {...fields} channel={channel} rows={rows} label={`Download ${number(rows)} lines`} />
          </Card>
        </div>
      </div>
    </>
  );
}

type ChooseProps = { segments: readonly (PersonaLook & { index: number; name: string; customers: string; href: string })[]; backHref: string };

/** A list is of one segment: which? */
export function ChooseSegment({ segments, backHref }: ChooseProps) {
  return (
    <>
      <PageHeader crumbs={[{ href: backHref, label: "Customers" }]} title="Download a target list" finding="A list is of one segment." scope="Choose it; the other filters stay." />
      <Card title="Which segment?">
        <ul className={classes.choices}>
          {segments.map((segment) => (
            <li key={segment.index}>
              <ButtonLink href={segment.href} variant="default" fullWidth justify="space-between" rightSection={<IconArrowRight size={15} stroke={1.6} aria-hidden="true" />} leftSection={<IconUsersGroup size={15} stroke={1.6} aria-hidden="true" />}>
                <PersonaName {...segment} />
                <span className={classes.count}>{segment.customers}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
