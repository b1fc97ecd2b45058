import { IconArrowUpRight } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import type { LevelName } from "@/lib/types/segmentation";
import type { PersonaLook } from "../theme";
import { Badge, type Tone } from "../ui/badge";
import { LevelPips } from "../ui/level-pips";
import { ShareBar } from "../ui/paired-bars";
import { PersonaGlyph } from "../ui/persona-glyph";
import classes from "./segments.module.css";

/** A persona as its card shows it; figures come formatted. */
export type PersonaCardFacts = PersonaLook & {
  index: number;
  name: string;
  href: string;
  /** how sharply the group is set apart; null where the method has no such measure */
  quality: { tone: Tone; text: string; title: string } | null;
  customers: string;
  spendEach: string;
  customerShare: number;
  customerShareText: string;
  revenueShare: number;
  revenueShareText: string;
  traits: readonly { label: string; level: LevelName | null }[];
  /** season or month period with a signal, else null */
  timing: string | null;
  action: string;
};

function Bars({ facts, longest }: { facts: PersonaCardFacts; longest: number }) {
  return (
    <dl className={classes.bars}>
      <dt>Customers</dt>
      <dd className={classes.track}><ShareBar share={facts.customerShare} longest={longest} look={null} /></dd>
      <dd className={classes.share}>{facts.customerShareText}</dd>
      <dt>Revenue</dt>
      <dd className={classes.track}><ShareBar share={facts.revenueShare} longest={longest} look={facts} /></dd>
      <dd className={classes.share} data-strong>{facts.revenueShareText}</dd>
    </dl>
  );
}

/** One persona: who, how many, what they bring, their traits, and one action. */
export function PersonaCard({ facts, longest }: { facts: PersonaCardFacts; longest: number }) {
  return (
    <article className={classes.card}>
      <div className={classes.cardHead}>
        <PersonaGlyph valueWord={facts.valueWord} lifecycle={facts.lifecycle} name={facts.name} size={13} />
        <h2><Link href={facts.href} className={classes.cardLink}>{facts.name}</Link></h2>
        {facts.quality !== null && <Badge tone={facts.quality.tone} title={facts.quality.title} isBare>{facts.quality.text}</Badge>}
      </div>
      <p className={classes.size}>
        <span><strong>{facts.customers}</strong> customers</span>
        <span>{facts.spendEach} each</span>
      </p>
      <Bars facts={facts} longest={longest} />
      <dl className={classes.traits}>
        {facts.traits.map((trait) => (
          <div key={trait.label}>
            <dt>{trait.label}</dt>
            <dd><LevelPips level={trait.level} /></dd>
          </div>
        ))}
      </dl>
      {facts.timing !== null && <p className={classes.timing}>{facts.timing}</p>}
      <p className={classes.action} title={facts.action}>
        <IconArrowUpRight size={14} stroke={1.6} aria-hidden="true" />
        <span>{facts.action}</span>
      </p>
    </article>
  );
}

const steps: readonly { level: LevelName; meaning: string }[] = [
  { level: "very low", meaning: "under Q25" },
  { level: "low", meaning: "Q25 to Q40" },
  { level: "medium", meaning: "Q40 to Q60" },
  { level: "high", meaning: "Q60 to Q85" },
  { level: "very high", meaning: "over Q85" },
];

/** The last card: how to read the others. */
export function LegendCard({ isByRules }: { isByRules: boolean }) {
  return (
    <aside className={classes.legend} aria-label="How to read a card">
      <h2>How to read a card</h2>
      <ul>
        {steps.map((step) => (
          <li key={step.level}><LevelPips level={step.level} /> <span>{step.meaning}</span></li>
        ))}
      </ul>
      <p>
        Where the group&rsquo;s median stands among all customers.{" "}
        {isByRules ? (
          <>
            A disc is a segment by rules, deeper the more recent and frequent: <PersonaGlyph valueWord={null} lifecycle={null} name="Lost" /> to{" "}
            <PersonaGlyph valueWord={null} lifecycle={null} name="Best" />.
          </>
        ) : (
          <>
            Shape: <PersonaGlyph valueWord="Best" lifecycle="New" /> New, <PersonaGlyph valueWord="Best" lifecycle={null} /> in between,{" "}
            <PersonaGlyph valueWord="Best" lifecycle="Lost" /> Lost.
          </>
        )}
      </p>
    </aside>
  );
}
