import { formatNumber } from "@/lib/format/number";
import type { AggregateTable, ExploreFigure } from "@/lib/types/explore";
import { BrazilMap } from "../charts/brazil/brazil-map";
import { isBrazilianState } from "../charts/brazil/brazil-paths";
import { HeatLegend, heatStep } from "../charts/heat-grid";
import { columnOf, columnWords, rowsAt } from "./aggregate-cells";
import { AggregateFigure, type FigureStyle } from "./aggregate-figure";
import classes from "./explore.module.css";
import { MeasureSwitch, type Measure } from "./measure-switch";
import { TableBars } from "./table-charts";

type CityPoint = { city: string; state: string; customers: number; lat: number; lng: number };
export type PlaceMeasure = "customers" | "orders" | "revenue" | "averageOrder" | "repeatRate" | "lateShare" | "review";
export type PlacesFigures = { states: ExploreFigure & { rankings: Record<PlaceMeasure, string> }; cities: ExploreFigure & { points: readonly CityPoint[] } };

const totals: readonly PlaceMeasure[] = ["customers", "orders", "revenue"];
const fewCustomers = 10;
const rankNote = (by: PlaceMeasure): string => (totals.includes(by) ? "Highest first." : `Highest first. A rate in the heading differs from the other states beyond chance; states with under ${fewCustomers} customers come last.`);

function numbers(figure: ExploreFigure, key: string): (number | null)[] {
  const at = columnOf(figure.table, key);
  return figure.table.rows.map((row) => (typeof row[at] === "number" ? row[at] : null));
}

/** Page of the row that begins with these two cells. */
const hrefOf = ({ rows, hrefs }: AggregateTable, city: string, state: string): string | null =>
  hrefs?.[rows.findIndex((row) => row[0] === city && row[1] === state)] ?? null;

type MapProps = { figures: PlacesFigures; by: PlaceMeasure; style: FigureStyle["style"] };

/** Totals grow with the square of the colour, so that small states still differ; rates evenly between the lowest and the highest. */
function StateMap({ figures, by, style }: MapProps) {
  const { table } = figures.states;
  const column = table.columns[columnOf(table, by)];
  const values = numbers(figures.states, by);
  const people = numbers(figures.states, "customers");
  const isTotal = totals.includes(by);
  const scaled = (value: number): number => (isTotal ? Math.sqrt(Math.max(0, value)) : value);
  const known = values.flatMap((value, i) => (value !== null && (people[i] ?? 0) >= fewCustomers ? [value] : []));
  const [low, high] = [isTotal ? 0 : Math.min(...known), Math.max(...known)];
  const write = columnWords(table, columnOf(table, by), style).short;
  const fills = table.rows.map((row, i) => {
    const value = values[i] ?? null;
    const isFew = value === null || (people[i] ?? 0) < fewCustomers;
    return { code: String(row[0]), step: isFew ? null : heatStep(scaled(value), scaled(low), scaled(high)), title: `${row[0]}: ${column?.label.toLowerCase()} ${write(value)}`, href: table.hrefs?.[i] ?? null };
  });
  const bubbles = figures.cities.points.map(({ city, state, customers, lat, lng }) => ({ name: city, lat, lng, value: customers, title: `${city}, ${state}: ${formatNumber(customers, style.locale)} customers`, href: hrefOf(figures.cities.table, city, state) }));
  return (
    <>
      <BrazilMap fills={fills} bubbles={bubbles} />
      {known.length > 0 && <HeatLegend low={write(low)} high={write(high)} few={`under ${fewCustomers} customers`} />}
      <p className={classes.small}>Circles: the largest cities, area by customers.{isTotal && " Colour grows with the square root, so that small states still differ."}</p>
    </>
  );
}

type PlacesScreenProps = FigureStyle & { figures: PlacesFigures; by: PlaceMeasure; measures: readonly Measure[] };

/** Where the customers are, and what differs by place. */
export function PlacesScreen({ figures, by, measures, ...style }: PlacesScreenProps) {
  const { table } = figures.states;
  const isBrazil = table.rows.some((row) => isBrazilianState(String(row[0])));
  const ranked = rankedBy(figures.states, by);
  return (
    <div className={classes.grid}>
      <AggregateFigure name="states" figure={figures.states} {...style}>
        <MeasureSwitch label="Measure of the places" measures={measures} current={by} />
        {isBrazil ? <StateMap figures={figures} by={by} style={style.style} /> : <TableBars table={ranked} value={by} style={style.style} most={20} />}
      </AggregateFigure>
      <div className={classes.column}>
        {isBrazil && (
          <AggregateFigure name="states" figure={{ ...figures.states, finding: figures.states.rankings[by], note: rankNote(by), table: ranked }} {...style}>
            <TableBars table={ranked} value={by} {...(by === "customers" ? { detail: "customerShare" } : {})} style={style.style} most={10} />
          </AggregateFigure>
        )}
        <AggregateFigure name="cities" figure={figures.cities} {...style}>
          <TableBars table={figures.cities.table} value="customers" detail="share" style={style.style} most={10} />
        </AggregateFigure>
      </div>
    </div>
  );
}

/** The states by one measure, highest first; those with few customers last, since a rate of a handful says nothing. */
function rankedBy({ table }: ExploreFigure, by: PlaceMeasure): ExploreFigure["table"] {
  const [at, people] = [columnOf(table, by), columnOf(table, "customers")];
  const value = (row: readonly (string | number | null)[]): number => (typeof row[at] === "number" && Number(row[people]) >= fewCustomers ? row[at] : -1);
  const order = table.rows.map((_, i) => i).sort((a, b) => value(table.rows[b] ?? []) - value(table.rows[a] ?? []) || a - b);
  return rowsAt(table, order);
}
