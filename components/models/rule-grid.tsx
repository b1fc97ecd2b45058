"use client";

import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import classes from "./rules.module.css";
import { gridOf, type RuleDraft } from "./rule-draft";

type RuleGridProps = {
  draft: RuleDraft;
  /** the name that cells are given */
  active: number;
  onAssign: (cell: string, isToggle: boolean) => void;
  onClear: (cell: string) => void;
};

const secondName = { frequency: "F", frequencyAndMonetary: "FM" } as const;

/** The cell an arrow key leads to, within the grid. */
function neighbour(cell: string, key: string, bins: number): string | null {
  const [r, s] = [Number(cell[0]), Number(cell[1])];
  const moves: Record<string, [number, number]> = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  const move = moves[key];
  if (move === undefined) return null;
  const within = (score: number): number => Math.min(bins, Math.max(1, score));
  return `${within(r + move[0])}${within(s + move[1])}`;
}

/** Recency by the second score; a click or Space gives a cell the chosen name, dragging gives it to many. */
export function RuleGrid({ draft, active, onAssign, onClear }: RuleGridProps) {
  const [focused, setFocused] = useState(`${draft.bins}1`);
  const grid = useRef<HTMLDivElement>(null);
  // where the pointer went down, until it has entered another cell; the click that ends a drag gives nothing
  const began = useRef<string | null>(null);
  const isDrag = useRef(false);
  const second = secondName[draft.axis];
  const rows = gridOf(draft.bins);
  const tabStop = rows.some((row) => row.cells.includes(focused)) ? focused : `${draft.bins}1`;
  const press = (cell: string): void => {
    began.current = cell;
    isDrag.current = false;
  };
  const click = (cell: string): void => {
    began.current = null;
    if (!isDrag.current) onAssign(cell, true);
  };
  const enter = (cell: string): void => {
    if (began.current !== null && began.current !== cell) onAssign(began.current, false);
    began.current = null;
    isDrag.current = true;
    onAssign(cell, false);
  };
  const onKeyDown = (event: KeyboardEvent, cell: string): void => {
    isDrag.current = false;
    const next = neighbour(cell, event.key, draft.bins);
    if (event.key === "Delete" || event.key === "Backspace") onClear(cell);
    if (next === null) return;
    event.preventDefault();
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <div ref={grid} className={classes.grid} role="group" aria-label="Cells of the rules" style={{ gridTemplateColumns: `28px repeat(${draft.bins}, minmax(0, 1fr))` }}>
      {rows.map(({ recency, cells }) => (
        <Fragment key={recency}>
          <span className={classes.axis}>R{recency}</span>
          {cells.map((cell) => {
            const at = draft.cells[cell];
            const name = at === undefined ? null : (draft.names[at] ?? "");
            return (
              <button
                key={cell}
                type="button"
                className={classes.cell}
                data-cell={cell}
                data-active={at === active || undefined}
                data-gap={at === undefined || undefined}
                tabIndex={cell === tabStop ? 0 : -1}
                aria-pressed={at === active}
                aria-label={`R${cell[0]} ${second}${cell[1]}: ${name === null ? "no name yet" : name === "" ? "a name without letters" : name}`}
                onFocus={() => setFocused(cell)}
                onClick={() => click(cell)}
                onPointerDown={() => press(cell)}
                onPointerEnter={(event) => event.buttons === 1 && enter(cell)}
                onKeyDown={(event) => onKeyDown(event, cell)}
              >
                {name === null ? "gap" : name}
              </button>
            );
          })}
        </Fragment>
      ))}
      <span />
      {rows[0]?.cells.map((cell) => <span key={cell} className={classes.axis}>{second}{cell[1]}</span>)}
    </div>
  );
}
