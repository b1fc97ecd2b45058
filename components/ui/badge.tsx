import { IconAlertTriangle, IconCheck, IconCircleX, IconInfoCircle, type Icon } from "@tabler/icons-react";
import classes from "./badge.module.css";

export const tones = ["good", "info", "warn", "bad", "plain"] as const;
export type Tone = (typeof tones)[number];

const icons: Record<Tone, Icon | null> = {
  good: IconCheck,
  info: IconInfoCircle,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  plain: null,
};

/** A state as icon, word and wash: never by colour alone. */
export function Badge({ tone, children, title, isBare = false }: { tone: Tone; children: string; title?: string; /** where the words say the state and room is short */ isBare?: boolean }) {
  const Mark = isBare ? null : icons[tone];
  return (
    <span className={classes.root} data-tone={tone} title={title}>
      {Mark !== null && <Mark size={12} stroke={2} aria-hidden="true" />}
      {children}
    </span>
  );
}
