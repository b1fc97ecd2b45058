"use client";

import { Button, Popover } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { type Choice, ChooseMany } from "../ui/choose-many";
import { FilterChip } from "../ui/filter-chip";
import classes from "./explore.module.css";

/** One side to filter by: its name in the address, in words, what there is and what is chosen. */
export type OrderFilterSide = { name: string; label: string; many: string; choices: readonly Choice[]; chosen: readonly string[] };

/** "+ State": its values in a popover. */
function AddFilter({ side, onApply }: { side: OrderFilterSide; onApply: (chosen: string[]) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const apply = (chosen: string[]): void => {
    setIsOpen(false);
    onApply(chosen);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" shadow="md" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" className={classes.addFilter} leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />} onClick={() => setIsOpen(!isOpen)}>
          {side.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Filter by ${side.label.toLowerCase()}`}>
        <ChooseMany label={side.many} choices={side.choices} chosen={side.chosen} onApply={apply} />
      </Popover.Dropdown>
    </Popover>
  );
}

const shownNames = 3;

function chosenWords({ choices, chosen }: OrderFilterSide): string {
  const names = chosen.map((value) => choices.find((choice) => choice.value === value)?.label ?? value);
  return names.length <= shownNames ? names.join(", ") : `${names.slice(0, shownNames).join(", ")} and ${names.length - shownNames} more`;
}

/** The orders looked at, as chips; all of it lives in the address. */
export function ExploreFilters({ sides }: { sides: readonly OrderFilterSide[] }) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const href = (change: Readonly<Record<string, readonly string[]>>): string => {
    const query = new URLSearchParams(params);
    for (const [name, values] of Object.entries(change)) {
      if (values.length === 0) query.delete(name);
      else query.set(name, values.join(","));
    }
    const text = query.toString();
    return text === "" ? pathname : `${pathname}?${text}`;
  };
  const active = sides.filter((side) => side.chosen.length > 0);
  return (
    <div className={classes.filters}>
      {active.map((side) => (
        <FilterChip key={side.name} label={side.label} value={chosenWords(side)} removeHref={href({ [side.name]: [] })} />
      ))}
      {sides.filter((side) => side.choices.length > 0).map((side) => (
        <AddFilter key={`${side.name} ${side.chosen.join()}`} side={side} onApply={(chosen) => router.push(href({ [side.name]: chosen }), { scroll: false })} />
      ))}
      {active.length > 0 && (
        <Link href={href(Object.fromEntries(sides.map((side) => [side.name, []])))} className={classes.clear}>
          Clear
        </Link>
      )}
    </div>
  );
}
