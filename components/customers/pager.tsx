import { Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { formatNumber } from "@/lib/format/number";
import { ButtonLink } from "../ui/button-link";
import classes from "./customers.module.css";

type PagerProps = { first: number; shown: number; total: number; previousHref: string | null; nextHref: string | null; locale: string };

/** "1–50 of 3,418", Previous, Next. */
export function Pager({ first, shown, total, previousHref, nextHref, locale }: PagerProps) {
  const number = (value: number): string => formatNumber(value, locale);
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span className={classes.dim}>
        {shown === 0 ? "0" : `${number(first)}–${number(first + shown - 1)}`} of {number(total)}
      </span>
      <Step href={previousHref} label="Previous" icon="left" />
      <Step href={nextHref} label="Next" icon="right" />
    </nav>
  );
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: "left" | "right" }) {
  const left = icon === "left" ? <IconChevronLeft size={15} stroke={1.6} aria-hidden="true" /> : undefined;
  const right = icon === "right" ? <IconChevronRight size={15} stroke={1.6} aria-hidden="true" /> : undefined;
  if (href === null) {
    return (
      <Button variant="default" disabled leftSection={left} rightSection={right}>
        {label}
      </Button>
    );
  }
  return (
    <ButtonLink href={href} variant="default" leftSection={left} rightSection={right}>
      {label}
    </ButtonLink>
  );
}
