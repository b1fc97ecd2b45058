"use client";

import { Radio } from "@mantine/core";
import type { Method } from "@/lib/types/segmentation";
import classes from "./models.module.css";

const choices: readonly { method: Method; title: string; text: string }[] = [
  { method: "kmeans", title: "K-means personas", text: "Finds groups of customers who behave alike, and names them by what they do. The usual choice." },
  { method: "rfm", title: "RFM rules", text: "Fixed segments by scores of recency, orders and spend. Easy to explain; the rules are yours to edit." },
  { method: "minibatch", title: "MiniBatch personas", text: "K-means on small batches. Nearly as good, for very large shops or a quick look." },
  { method: "tiers", title: "Bronze, Silver, Gold", text: "Three tiers by recency, orders and spend together. For a loyalty programme, not for personas." },
];

/** The four ways to group, each with what it is for. */
export function MethodChoice({ method, onChange }: { method: string; onChange: (method: string) => void }) {
  return (
    <Radio.Group name="method" label="Method" value={method} onChange={onChange}>
      <div className={classes.pair} style={{ marginTop: 6 }}>
        {choices.map((choice) => (
          <label key={choice.method} className={classes.option} data-checked={method === choice.method || undefined}>
            <Radio value={choice.method} aria-label={choice.title} />
            <span>
              <strong>{choice.title}</strong>
              <br />
              <span className={classes.dim}>{choice.text}</span>
            </span>
          </label>
        ))}
      </div>
    </Radio.Group>
  );
}
