import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { Card } from "../ui/card";
import classes from "./models.module.css";

/** What to know before a run becomes the one all pages show. */
export function PromoteChecks({ checks, isLive }: { checks: readonly { isFine: boolean; text: string }[]; isLive: boolean }) {
  return (
    <Card title={isLive ? "What the live run rests on" : "Before you promote"}>
      <ul className={classes.checks}>
        {checks.map(({ isFine, text }) => (
          <li key={text}>
            {isFine ? (
              <IconCheck size={15} stroke={1.8} className={classes.good} aria-label="fine:" role="img" />
            ) : (
              <IconAlertTriangle size={15} stroke={1.8} className={classes.warn} aria-label="mind:" role="img" />
            )}
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
