"use client";

import { Button, Popover, Stack, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Choice, ConsentEditor, RangeEditor, SegmentEditor, StateEditor } from "./filter-editors";
import classes from "./customers.module.css";
import { type CustomersParams, customersLink, fromTheTop } from "./search-params";

const kinds = [
  { id: "segment", label: "Persona" },
  { id: "state", label: "State" },
  { id: "spend", label: "Total spend" },
  { id: "days", label: "Days since last order" },
  { id: "orders", label: "Orders" },
  { id: "consent", label: "E-mail consent" },
  { id: "core", label: "Core members only" },
] as const;
type Kind = (typeof kinds)[number]["id"];

type FilterMenuProps = { params: CustomersParams; path: string; segments: readonly Choice[]; states: readonly Choice[]; unit: string };

/** "+ Filter": which, then its values, in one popover. */
export function FilterMenu({ params, path, segments, states, unit }: FilterMenuProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<Kind | null>(null);
  const toggle = (open: boolean): void => {
    setIsOpen(open);
    setKind(null);
  };
  const apply = (change: Partial<CustomersParams>): void => {
    toggle(false);
    router.push(path + customersLink("", fromTheTop(params, change)), { scroll: false });
  };
  const choose = (id: Kind): void => (id === "core" ? apply({ core: true }) : setKind(id));
  const offered = kinds.filter(({ id }) => (id === "segment" || id === "core" ? segments.length > 0 : id !== "state" || states.length > 0));
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-start" shadow="md" width={kind === null ? 220 : 300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" className={classes.addFilter} leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />} onClick={() => toggle(!isOpen)}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={kind === null ? 4 : "md"} aria-label="Add a filter">
        {kind === null ? (
          <Stack gap={0}>
            {offered.map(({ id, label }) => (
              <UnstyledButton key={id} className={classes.menuItem} onClick={() => choose(id)}>
                {label}
              </UnstyledButton>
            ))}
          </Stack>
        ) : null}
        {kind === "segment" && <SegmentEditor params={params} onApply={apply} choices={segments} />}
        {kind === "state" && <StateEditor params={params} onApply={apply} choices={states} />}
        {kind === "spend" && <RangeEditor label={`Spend, ${unit},`} range={params.spend} step={50} onApply={(spend) => apply({ spend })} />}
        {kind === "days" && <RangeEditor label="Days" range={params.days} step={30} onApply={(days) => apply({ days })} />}
        {kind === "orders" && <RangeEditor label="Orders" range={params.orders} step={1} onApply={(orders) => apply({ orders })} />}
        {kind === "consent" && <ConsentEditor params={params} onApply={apply} />}
      </Popover.Dropdown>
    </Popover>
  );
}
