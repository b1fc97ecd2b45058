import { IconFilter } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { formatNumber } from "@/lib/format/number";
import type { PersonaRule, RuleFidelity } from "@/lib/types/quality";
import { personaColour, type PersonaLook } from "../theme";
import cardClasses from "../ui/card.module.css";
import { Card } from "../ui/card";
import { CannotSay } from "../ui/states";
import classes from "./persona.module.css";

type RuleCardProps = {
  rule: PersonaRule;
  /** the sentence, its bounds apart */
  parts: readonly { text: string; isValue: boolean }[];
  /** balanced between members and others, 0-1; null without a rule */
  fidelity: number | null;
  /** the customers table with the rule as its filter; null where it cannot ask it */
  filterHref: string | null;
  look: PersonaLook;
  locale: string;
};

function Fidelity({ fidelity, balanced, locale }: { fidelity: RuleFidelity; balanced: number; locale: string }) {
  const number = (value: number, digits = 0): string => formatNumber(value, locale, digits);
  const { precision, recall, picked, hits, members, fittedCustomers, judgedCustomers } = fidelity;
  const grown = fittedCustomers < judgedCustomers ? `grown on a seeded sample of ${number(fittedCustomers)}, ` : "";
  return (
    <p className={classes.fidelity}>
      <span><strong>{number(balanced, 2)}</strong> fidelity, balanced</span>
      <span>precision {number(precision, 2)}</span>
      <span>recall {number(recall, 2)}</span>
      <span>selects {number(picked)}: {number(hits)} of the {number(members)} members and {number(picked - hits)} others</span>
      <span>{grown}counted on {number(judgedCustomers)} customers</span>
    </p>
  );
}

/** The rule in plain words with its fidelity, or the statement that no short rule exists. */
export function RuleCard({ rule, parts, fidelity, filterHref, look, locale }: RuleCardProps) {
  const link = filterHref === null ? undefined : (
    <Link href={filterHref} className={cardClasses.toggle}><IconFilter size={15} stroke={1.6} aria-hidden="true" /> As filter</Link>
  );
  if (rule.kind === "none") {
    const best = rule.fidelity;
    return (
      <Card title="No short rule describes them">
        <CannotSay>
          {best === null
            ? "No tree of three questions tells the members from everybody else."
            : `The best tree of three questions reaches precision ${formatNumber(best.precision, locale, 2)} and recall ${formatNumber(best.recall, locale, 2)}; a rule needs 0.60 of both. The group is real to the model, but not to a simple filter.`}
        </CannotSay>
      </Card>
    );
  }
  return (
    <Card title={rule.isExact ? "The rule, exact" : "The rule, in plain words"} actions={link}>
      <p className={classes.rule}>
        {parts.map(({ text, isValue }, i) => (isValue ? <strong key={i} style={{ textDecorationColor: personaColour(look) }}>{text}</strong> : <span key={i}>{text}</span>))}
      </p>
      {rule.isExact === true && (
        <p className={classes.fidelity}>
          <span>The rule is what makes the group: all of its {formatNumber(rule.fidelity.members, locale)} members of {formatNumber(rule.fidelity.judgedCustomers, locale)} customers, and nobody else.</span>
        </p>
      )}
      {rule.isExact !== true && fidelity !== null && <Fidelity fidelity={rule.fidelity} balanced={fidelity} locale={locale} />}
    </Card>
  );
}
