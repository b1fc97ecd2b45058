"use client";

import { Button, Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { startTransition, useState } from "react";
import { formatDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import { withQuery } from "../ui/address";
import { isDated } from "../ui/past-day";
import { calendarNames } from "./calendar-names";
import classes from "./shell.module.css";

/** Days as "2018-08-29". */
export type DataDays = { first: string; last: string; locale: string };

/** The past day the address asks for; null = the newest data. */
export function usePastDay(days: DataDays | null): string | null {
  const asked = useSearchParams().get("asOf");
  if (days === null || asked === null || dayOfIso(asked) === null || asked >= days.last) return null;
  return asked < days.first ? days.first : asked;
}

/** The address of this page with another day, or with none. */
export function useDayChange(): (day: string | null) => void {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  return (day) => {
    const query = new URLSearchParams(params);
    for (const name of ["asOf", "after", "before"]) query.delete(name);
    if (day !== null) query.set("asOf", day);
    router.push(withQuery(pathname, query));
  };
}

const written = (day: string, locale: string): string => formatDay(dayOfIso(day) ?? 0, locale);

/** The day every figure counts up to, and the choice of an earlier one. */
export function AsOfControl({ days }: { days: DataDays }) {
  const [isOpen, setIsOpen] = useState(false);
  const past = usePastDay(days);
  const change = useDayChange();
  const choose = (day: string | null): void => {
    setIsOpen(false);
    change(day === null || day >= days.last ? null : day);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          className={classes.control}
          data-past={past !== null || undefined}
          leftSection={<IconCalendar size={15} stroke={1.6} aria-hidden="true" />}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
          onClick={() => startTransition(() => setIsOpen(!isOpen))}
        >
          <span className={classes.controlLabel}>As of</span> {written(past ?? days.last, days.locale)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Choose a day" className={classes.dayPicker}>
        <DatePicker minDate={days.first} maxDate={days.last} defaultDate={past ?? days.last} value={past ?? days.last} onChange={choose} weekendDays={[]} size="sm" ariaLabels={calendarNames} />
        <Button variant="default" size="compact-md" fullWidth disabled={past === null} onClick={() => choose(null)}>
          Newest data, {written(days.last, days.locale)}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Says on every dated page that it shows a past day, and leads back. */
export function PastDayNote({ days }: { days: DataDays | null }) {
  const past = usePastDay(days);
  const change = useDayChange();
  const pathname = usePathname();
  if (days === null || past === null || !isDated(pathname)) return null;
  return (
    <div className={classes.past} role="status">
      <span>
        <strong>As of {written(past, days.locale)}, as if that day were today.</strong> Later orders are left out, later deliveries and reviews are unknown, and the model assigns the customers of that day.
      </span>
      <Button variant="default" size="compact-md" onClick={() => change(null)}>Newest data</Button>
    </div>
  );
}
