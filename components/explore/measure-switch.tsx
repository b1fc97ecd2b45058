import Link from "@/components/ui/link";
import classes from "./explore.module.css";

export type Measure = { key: string; label: string; href: string };

/** Which measure a figure shows, as links, so that the choice is part of the address. */
export function MeasureSwitch({ label, measures, current }: { label: string; measures: readonly Measure[]; current: string }) {
  return (
    <nav className={classes.switch} aria-label={label}>
      {measures.map((measure) => (
        <Link key={measure.key} href={measure.href} scroll={false} className={classes.switchItem} aria-current={measure.key === current ? "true" : undefined}>
          {measure.label}
        </Link>
      ))}
    </nav>
  );
}
