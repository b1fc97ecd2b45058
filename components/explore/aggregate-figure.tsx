import type { ReactNode } from "react";
import type { MoneyStyle } from "@/lib/format/money";
import type { ExploreFigure } from "@/lib/types/explore";
import { Figure } from "../ui/figure";
import { tableTwin } from "./aggregate-cells";

/** How the figures of a page write numbers, and where their files are; null for roles that may not download. */
export type FigureStyle = { style: MoneyStyle; csvHref: ((name: string) => string) | null };

type AggregateFigureProps = FigureStyle & { name: string; figure: ExploreFigure; children: ReactNode };

/** A figure of the exploration: its finding, its chart, its table twin and its file. */
export function AggregateFigure({ name, figure, style, csvHref, children }: AggregateFigureProps) {
  return (
    <Figure finding={figure.finding} note={figure.note} table={tableTwin(figure.table, style)} csvHref={csvHref?.(name)}>
      {children}
    </Figure>
  );
}
