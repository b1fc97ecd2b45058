import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { formatNumber } from "@/lib/format/number";
import classes from "./customers.module.css";

type RowsFootProps = {
  /** 1-based */
  sight: { first: number; last: number };
  total: number;
  locale: string;
  isFailed: boolean;
  onRetry: () => void;
  onGoTo: (row: number) => void;
};

/** "Rows 301–324 of 3,418", and a way to any of them. */
export function RowsFoot({ sight, total, locale, isFailed, onRetry, onGoTo }: RowsFootProps) {
  const [row, setRow] = useState<number | string>("");
  const number = (value: number): string => formatNumber(value, locale);
  const go = (event: React.FormEvent): void => {
    event.preventDefault();
    if (typeof row === "number") onGoTo(row);
  };
  return (
    <div className={classes.foot}>
      {isFailed && (
        <span role="alert" className={classes.failed}>
          Some rows could not be read. <Button variant="default" size="compact-xs" onClick={onRetry}>Try again</Button>
        </span>
      )}
      <span className={classes.dim}>
        Rows {number(sight.first)}–{number(sight.last)} of {number(total)}
      </span>
      <form onSubmit={go} className={classes.goTo}>
        <NumberInput size="xs" w={110} aria-label="Go to row" placeholder="Go to row" min={1} max={total} allowDecimal={false} allowNegative={false} hideControls value={row} onChange={setRow} />
      </form>
    </div>
  );
}
