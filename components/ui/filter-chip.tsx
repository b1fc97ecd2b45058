import { IconX } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import classes from "./filter-chip.module.css";

/** An active filter, "key value x". The cross is a link to the same view without it. */
export function FilterChip({ label, value, removeHref }: { label: string; value: string; removeHref: string }) {
  return (
    <span className={classes.root}>
      <span className={classes.label}>{label}</span> {value}
      <Link href={removeHref} className={classes.cross} aria-label={`Remove filter ${label} ${value}`}>
        <IconX size={14} stroke={1.8} aria-hidden="true" />
      </Link>
    </span>
  );
}
