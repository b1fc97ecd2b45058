import { IconCheck, IconX } from "@tabler/icons-react";

import { membershipWord } from "@/lib/format/customer-cells";
import { formatNumber } from "@/lib/format/number";
import type { ConsentState } from "@/lib/types/snapshot";
import { Badge } from "../ui/badge";
import classes from "./customers.module.css";

/** Consent as icon and word; unknown is never contacted. */
export function ConsentMark({ consent }: { consent: ConsentState }) {
  if (consent === "unknown") return <span className={classes.faint}>unknown</span>;
  const Mark = consent === "yes" ? IconCheck : IconX;
  return (
    <span className={consent === "yes" ? classes.consentYes : classes.consentNo}>
      <Mark size={13} stroke={1.8} aria-hidden="true" /> {consent}
    </span>
  );
}

/** Mean review of 1 to 5; one or two stars stand out. */
export function ReviewMark({ score, locale }: { score: number | null; locale: string }) {
  if (score === null) return <span className={classes.faint}>none</span>;
  const text = formatNumber(score, locale, Number.isInteger(score) ? 0 : 1);
  return score <= 2 ? <strong className={classes.poor}>{text}</strong> : <>{text}</>;
}

type MembershipProps = { segment: number | null; margin: number | null; locale: string };

/** How firmly a customer belongs: a small margin lies on the border; a rule has no margin. */
export function MembershipMark({ segment, margin, locale }: MembershipProps) {
  const word = membershipWord({ segment, margin });
  if (word === null) return <span className={classes.faint}>none</span>;
  if (margin === null) return <span className={classes.dim}>{word}</span>;
  const text = formatNumber(margin, locale, 2);
  if (word === "borderline") return <Badge tone="warn" title={`Margin to the next persona ${text}`}>borderline</Badge>;
  return <span className={classes.dim}>core {text}</span>;
}
