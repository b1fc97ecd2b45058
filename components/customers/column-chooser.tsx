"use client";

import { Button, Popover } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3, IconGripVertical } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { memo, startTransition, useCallback, useEffect, useMemo, useOptimistic, useRef, useState, useTransition } from "react";
import { type CustomerColumnId, customerColumns, defaultColumns } from "@/lib/types/customer-columns";
import { hiddenColumns, moved, withShown } from "./column-choice";
import { afterPaint, Soon } from "../ui/soon";
import classes from "./column-chooser.module.css";
import { columnsOf, type CustomersParams, customersLink, withColumns } from "./search-params";

/** What may be done to the column at a place, 1-based, or to one that is not shown. All of it stays the same function. */
type ColumnActions = {
  move: (id: CustomerColumnId, to: number) => void;
  show: (id: CustomerColumnId, isShown: boolean, isByKeyboard: boolean) => void;
  /** whether the keyboard was on the box of a column when it went to the other list; asked once */
  takeHold: (id: CustomerColumnId) => boolean;
  drag: (id: CustomerColumnId) => void;
  dropAt: (place: number) => void;
};

type ShownColumnProps = { id: CustomerColumnId; place: number; isLast: boolean; actions: ColumnActions };

/**
 * A box of the browser's own: two dozen of a library's take four times as long to draw, and the click waits. It ticks by
 * itself, and the keyboard stays on it when its column goes to the other list.
 */
function Box({ id, isShown, actions }: { id: CustomerColumnId; isShown: boolean; actions: ColumnActions }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (actions.takeHold(id)) box.current?.focus();
  }, [actions, id]);
  return (
    <label className={classes.label}>
      <input
        ref={box} type="checkbox" className={classes.box} defaultChecked={isShown}
        onChange={(event) => actions.show(id, !isShown, event.currentTarget.matches(":focus-visible"))}
      />
      {customerColumns[id].label}
    </label>
  );
}

function Arrow({ to, label, isDisabled, onClick }: { to: "up" | "down"; label: string; isDisabled: boolean; onClick: () => void }) {
  const Icon = to === "up" ? IconArrowUp : IconArrowDown;
  return (
    <button type="button" className={classes.arrow} aria-label={`Move ${label} ${to}`} disabled={isDisabled} onClick={onClick}>
      <Icon size={14} stroke={1.8} aria-hidden="true" />
    </button>
  );
}

/** A column that is shown: moved by its arrows or by dragging, hidden by its box. Drawn anew only where its place has changed. */
const ShownColumn = memo(function ShownColumn({ id, place, isLast, actions }: ShownColumnProps) {
  const { label } = customerColumns[id];
  const drop = (event: React.DragEvent): void => {
    event.preventDefault();
    actions.dropAt(place);
  };
  return (
    <li className={classes.column} draggable onDragStart={() => actions.drag(id)} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <IconGripVertical size={14} stroke={1.6} className={classes.grip} aria-hidden="true" />
      <Box id={id} isShown actions={actions} />
      <Arrow to="up" label={label} isDisabled={place === 1} onClick={() => actions.move(id, place - 1)} />
      <Arrow to="down" label={label} isDisabled={isLast} onClick={() => actions.move(id, place + 1)} />
    </li>
  );
});

const HiddenColumn = memo(function HiddenColumn({ id, actions }: Pick<ShownColumnProps, "id" | "actions">) {
  return <li className={classes.column}><Box id={id} isShown={false} actions={actions} /></li>;
});

/** Which columns the table shows and in which order; kept in the address, and in a view that is saved. */
export function ColumnChooser({ params }: { params: CustomersParams }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [, start] = useTransition();
  const [columns, setColumns] = useOptimistic(columnsOf(params));
  const now = useRef({ columns, params });
  useEffect(() => void (now.current = { columns, params }));
  const dragged = useRef<CustomerColumnId | null>(null);
  const held = useRef<CustomerColumnId | null>(null);
  const choose = useCallback((next: readonly CustomerColumnId[]): void => {
    // the next click may come before this one is drawn
    now.current = { ...now.current, columns: next };
    start(() => {
      setColumns(next);
      router.replace(customersLink("/customers", { ...now.current.params, ...withColumns(next) }), { scroll: false });
    });
  }, [router, setColumns]);
  const actions = useMemo<ColumnActions>(() => {
    const move = (id: CustomerColumnId, to: number): void => choose(moved(now.current.columns, id, to));
    return {
      move,
      show: (id, isShown, isByKeyboard) => {
        held.current = isByKeyboard ? id : null;
        afterPaint(() => choose(withShown(now.current.columns, id, isShown)));
      },
      takeHold: (id) => {
        const isHeld = held.current === id;
        if (isHeld) held.current = null;
        return isHeld;
      },
      drag: (id) => (dragged.current = id),
      dropAt: (place) => dragged.current !== null && move(dragged.current, place),
    };
  }, [choose]);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden="true" />} onClick={() => startTransition(() => setIsOpen(!isOpen))}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns" p={0}>
        <div className={classes.lists} tabIndex={0} role="group" aria-label="Columns to choose from">
          <Soon>
            <h3 className={classes.title}>Shown, in this order</h3>
            <ol className={classes.list}>
              {columns.slice(1).map((id, i) => <ShownColumn key={id} id={id} place={i + 1} isLast={i === columns.length - 2} actions={actions} />)}
            </ol>
            <h3 className={classes.title}>Not shown</h3>
            <ul className={classes.list}>
              {hiddenColumns(columns).map((id) => <HiddenColumn key={id} id={id} actions={actions} />)}
            </ul>
          </Soon>
        </div>
        <div className={classes.foot}>
          <Button variant="subtle" size="compact-sm" onClick={() => choose(defaultColumns)} disabled={withColumns(columns).cols.length === 0}>
            Usual columns
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
