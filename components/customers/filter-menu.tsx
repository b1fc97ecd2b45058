"use client";

import { Button, FocusTrap, Popover, ScrollArea, Stack, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FilterEditor, type FilterChoices } from "./filter-editors";
import { type FilterKind, filterKinds } from "./filter-kinds";
import classes from "./customers.module.css";
import { type CustomersParams, customersLink, fromTheTop } from "./search-params";

type FilterMenuProps = { params: CustomersParams; path: string; choices: FilterChoices; unit: string };

/** A filter is offered where there is something to choose. */
const isOffered = (kind: FilterKind, choices: FilterChoices): boolean => (kind.edit === "switch" ? choices.segments.length > 0 : !("from" in kind) || choices[kind.from].length > 0);

type KindsProps = { kinds: readonly FilterKind[]; onChoose: (kind: FilterKind) => void };

function Kinds({ kinds, onChoose }: KindsProps) {
  const line = (kind: FilterKind) => (
    <UnstyledButton key={kind.id} className={classes.menuItem} onClick={() => onChoose(kind)}>
      {kind.label}
    </UnstyledButton>
  );
  return (
    <ScrollArea.Autosize mah={380} type="auto" viewportProps={{ tabIndex: -1 }}>
      <Stack gap={0}>
        {kinds.filter((kind) => kind.isOfOrder !== true).map(line)}
        <p className={classes.menuHead}>One order, all of it at once</p>
        {kinds.filter((kind) => kind.isOfOrder === true).map(line)}
      </Stack>
    </ScrollArea.Autosize>
  );
}

/** "+ Filter": which, then its values, in one popover. */
export function FilterMenu({ params, path, choices, unit }: FilterMenuProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<FilterKind | null>(null);
  const toggle = (open: boolean): void => {
    setIsOpen(open);
    setKind(null);
  };
  const apply = (change: Partial<CustomersParams>): void => {
    toggle(false);
    router.push(path + customersLink("", fromTheTop(params, change)), { scroll: false });
  };
  const choose = (chosen: FilterKind): void => (chosen.edit === "switch" ? apply({ core: true }) : setKind(chosen));
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-start" shadow="md" width={kind === null ? 240 : 300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" className={classes.addFilter} leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />} onClick={() => toggle(!isOpen)}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={kind === null ? 4 : "md"} aria-label="Add a filter">
        {kind === null ? (
          <Kinds kinds={filterKinds.filter((one) => isOffered(one, choices))} onChoose={choose} />
        ) : (
          // the line that was chosen is gone, and the focus with it
          <FocusTrap key={kind.id}>
            <div>
              <FilterEditor kind={kind} params={params} choices={choices} unit={unit} onApply={apply} />
            </div>
          </FocusTrap>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
