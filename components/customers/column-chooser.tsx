"use client";

import { ActionIcon, Button, Checkbox, Popover } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3, IconGripVertical } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { type CustomerColumnId, customerColumns, defaultColumns } from "@/lib/types/customer-columns";
import { hiddenColumns, moved, withShown } from "./column-choice";
import { Soon } from "../ui/soon";
import classes from "./column-chooser.module.css";
import { columnsOf, type CustomersParams, customersLink, withColumns } from "./search-params";

type ShownColumnProps = {
  id: CustomerColumnId;
  place: number;
  last: number;
  onMove: (to: number) => void;
  onHide: () => void;
  onDragStart: () => void;
  onDropHere: () => void;
};

/** A column that is shown: moved by its arrows or by dragging, hidden by its box. */
function ShownColumn({ id, place, last, onMove, onHide, onDragStart, onDropHere }: ShownColumnProps) {
  const { label } = customerColumns[id];
  const drop = (event: React.DragEvent): void => {
    event.preventDefault();
    onDropHere();
  };
  return (
    <li className={classes.column} draggable onDragStart={onDragStart} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <IconGripVertical size={14} stroke={1.6} className={classes.grip} aria-hidden="true" />
      <Checkbox size="xs" label={label} checked onChange={onHide} className={classes.box} />
      <ActionIcon variant="subtle" size="sm" aria-label={`Move ${label} up`} disabled={place === 1} onClick={() => onMove(place - 1)}>
        <IconArrowUp size={14} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={`Move ${label} down`} disabled={place === last} onClick={() => onMove(place + 1)}>
        <IconArrowDown size={14} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

/** Which columns the table shows and in which order; kept in the address, and in a view that is saved. */
export function ColumnChooser({ params }: { params: CustomersParams }) {
  const router = useRouter();
  const [, start] = useTransition();
  const [columns, setColumns] = useOptimistic(columnsOf(params));
  const [dragged, setDragged] = useState<CustomerColumnId | null>(null);
  const choose = (next: readonly CustomerColumnId[]): void =>
    start(() => {
      setColumns(next);
      router.replace(customersLink("/customers", { ...params, ...withColumns(next) }), { scroll: false });
    });
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden="true" />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns" p={0}>
        <div className={classes.lists} tabIndex={0} role="group" aria-label="Columns to choose from">
          <Soon>
            <h3 className={classes.title}>Shown, in this order</h3>
            <ol className={classes.list}>
              {columns.slice(1).map((id, i) => (
                <ShownColumn
                  key={id}
                  id={id}
                  place={i + 1}
                  last={columns.length - 1}
                  onMove={(to) => choose(moved(columns, id, to))}
                  onHide={() => choose(withShown(columns, id, false))}
                  onDragStart={() => setDragged(id)}
                  onDropHere={() => dragged !== null && choose(moved(columns, dragged, i + 1))}
                />
              ))}
            </ol>
            <h3 className={classes.title}>Not shown</h3>
            <ul className={classes.list}>
              {hiddenColumns(columns).map((id) => (
                <li key={id} className={classes.column}>
                  <Checkbox size="xs" label={customerColumns[id].label} checked={false} onChange={() => choose(withShown(columns, id, true))} className={classes.box} />
                </li>
              ))}
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
