import type { Advice } from "@/lib/types/segmentation";
import { Card } from "../ui/card";
import classes from "./persona.module.css";

/** One goal, one thing to do, one not to do. */
export function AdviceCard({ advice }: { advice: Advice }) {
  return (
    <Card title="What to do" note="Advice for this kind of group, independent of channel">
      <dl className={classes.advice}>
        <dt>Goal</dt><dd>{advice.goal}</dd>
        <dt>Do</dt><dd>{advice.action}</dd>
        <dt>Don&rsquo;t</dt><dd>{advice.avoid}</dd>
      </dl>
    </Card>
  );
}
