import { Card } from "../ui/card";
import classes from "./movers.module.css";

/** In the place of the movers, and as high as they are with every line they may have, until they are counted. */
export function MoversComing() {
  return (
    <Card title="Who changed persona" note="Being counted">
      <div className={classes.coming} role="status" aria-label="Counting who changed persona">
        <div />
        <div />
        <div />
      </div>
    </Card>
  );
}
