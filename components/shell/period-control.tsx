"use client";

import { Button, Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { startTransition, useState } from "react";
import { formatDaySpan, isoDay } from "@/lib/format/date";
import { periodText, readPeriod } from "@/lib/format/period-text";
import type { PeriodChoice, PeriodPreset } from "@/lib/types/overview";
import { withQuery } from "../ui/address";
import type { DataDays } from "./as-of-control";
import { Soon } from "../ui/soon";
import { calendarNames } from "./calendar-names";
import own from "./period-control.module.css";
import classes from "./shell.module.css";

export const periodChoices: readonly { value: PeriodPreset; label: string }[] = [
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
  { value: "180", label: "Last 180 days" },
  { value: "month", label: "This month" },
  { value: "quarter", label: "This quarter" },
  { value: "year", label: "This year" },
  { value: "12months", label: "Last 12 months" },
  { value: "365", label: "Last 365 days" },
  { value: "all", label: "All orders" },
];

type Picked = [string | null, string | null];

function pickedOf(choice: PeriodChoice): Picked {
  return typeof choice === "string" ? [null, null] : [isoDay(choice.from), isoDay(choice.to)];
}

/** Days of one's own, chosen once both ends are picked. */
function OwnDays({ days, choice, onChoose }: { days: DataDays; choice: PeriodChoice; onChoose: (choice: PeriodChoice) => void }) {
  const [picked, setPicked] = useState<Picked>(pickedOf(choice));
  const change = (next: Picked): void => {
    setPicked(next);
    const own = next[0] === null || next[1] === null ? null : readPeriod(`${next[0]}..${next[1]}`);
    if (own !== null) onChoose(own);
  };
  return <DatePicker type="range" allowSingleDateInRange minDate={days.first} maxDate={days.last} defaultDate={picked[0] ?? days.last} value={picked} onChange={change} weekendDays={[]} size="sm" ariaLabels={calendarNames} />;
}

/** The period every figure of the page counts over: a preset up to the last day of the data, or days of one's own. */
export function PeriodControl({ days, fallback }: { days: DataDays; fallback: PeriodPreset }) {
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const choice = readPeriod(params.get("period") ?? "") ?? fallback;
  const label = typeof choice === "string" ? periodChoices.find(({ value }) => value === choice)?.label : formatDaySpan(choice.from, choice.to, days.locale);
  const choose = (next: PeriodChoice): void => {
    setIsOpen(false);
    const query = new URLSearchParams(params);
    if (next === fallback) query.delete("period");
    else query.set("period", periodText(next));
    router.push(withQuery(pathname, query));
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" className={classes.control} rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />} onClick={() => startTransition(() => setIsOpen(!isOpen))}>
          <span className={classes.controlLabel}>Period</span> {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Choose a period" className={own.picker}>
        <ul className={own.presets}>
          {periodChoices.map(({ value, label: name }) => (
            <li key={value}>
              <button type="button" className={own.preset} aria-pressed={value === choice} onClick={() => choose(value)}>
                <span className={own.mark}>{value === choice && <IconCheck size={14} aria-hidden="true" />}</span> {name}
              </button>
            </li>
          ))}
        </ul>
        <div>
          <p className={own.own}>Or from one day to another</p>
          <div className={own.days}>
            <Soon>
              <OwnDays key={periodText(choice)} days={days} choice={choice} onChoose={choose} />
            </Soon>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
