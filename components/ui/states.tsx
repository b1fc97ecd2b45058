import { IconClock, type Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Badge } from "./badge";
import { Card } from "./card";
import classes from "./states.module.css";

/** Nothing here yet: what belongs here, and one way on. */
export function EmptyState({ title, icon: Mark, isPage = false, children, action }: { title: string; icon?: Icon; /** all there is on the page */ isPage?: boolean; children: ReactNode; action?: ReactNode }) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <section className={classes.empty}>
      {Mark !== undefined && <Mark size={24} stroke={1.4} aria-hidden="true" />}
      <Heading>{title}</Heading>
      <p>{children}</p>
      {action}
    </section>
  );
}

/** Something failed: the cause, what is safe, what next. */
export function FailedState({ title, cause, children, action }: { title: string; cause: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Card title={title}>
      <div className={classes.failed} role="alert">
        <Badge tone="bad">{cause}</Badge>
        <p>{children}</p>
        {action}
      </div>
    </Card>
  );
}

/** The numbers are kept but older than the newest data: says how old. */
export function StaleBadge({ children, title }: { children: string; title?: string }) {
  return (
    <span className={classes.stale} title={title}>
      <IconClock size={12} stroke={2} aria-hidden="true" />
      {children}
    </span>
  );
}

/** The shape of what comes, drawn after 300 ms so that fast answers do not flicker. */
export function LoadingSkeleton({ label, heights }: { label: string; heights: readonly number[] }) {
  return (
    <div className={classes.skeleton} role="status" aria-label={label}>
      {heights.map((height, i) => (
        <div key={`${i}-${height}`} className={classes.bone} style={{ height }} />
      ))}
    </div>
  );
}

/** What the data cannot say, in the same type and place as what they can. */
export function CannotSay({ children }: { children: ReactNode }) {
  return <p className={classes.cannot}>{children}</p>;
}
