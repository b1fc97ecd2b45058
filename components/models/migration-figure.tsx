import { kpiWords } from "@/lib/format/kpi-words";
import { formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { Migration, MigrationFlow, MigrationSide } from "@/lib/types/migration";
import type { Shop } from "@/lib/types/shop";
import { personaColour } from "../theme";
import { Card } from "../ui/card";
import { DataTable, type TableData } from "../ui/data-table";
import { PersonaName } from "../ui/persona-name";
import { MigrationChart } from "./migration-chart";

/** Flows thinner than this share of all customers are in the table only. */
const thinnest = 0.004;

export type MigrationMeasure = "customers" | "revenue";
type Group = MigrationSide["groups"][number];
type MigrationFigureProps = { migration: Migration; measure: MigrationMeasure; finding: string; note: string; shop: Shop };

const amountOf = (flow: MigrationFlow, measure: MigrationMeasure): number => (measure === "customers" ? flow.customers : flow.revenueAfterCents);

function figureOf(value: number, measure: MigrationMeasure, shop: Shop): string {
  return measure === "customers" ? formatNumber(value, shop.locale) : formatMoneyShort(value, shop);
}

function Name({ group }: { group: Group }) {
  return <PersonaName name={group.name} valueWord={group.valueWord} lifecycle={group.lifecycle} />;
}

/** Rows: where customers were. Columns: where they are. */
function tableOf({ migration: { before, after, flows, gone, newcomers }, measure, shop }: MigrationFigureProps): TableData {
  const amount = (from: number | null, to: number | null): string => {
    const flow = flows.find((one) => one.from === from && one.to === to);
    return flow === undefined ? "–" : figureOf(amountOf(flow, measure), measure, shop);
  };
  const rowsOf = [...before.groups.map((group) => ({ from: group.index as number | null, name: <Name group={group} /> })), ...(newcomers > 0 ? [{ from: null, name: kpiWords.newCustomers.name }] : [])];
  return {
    caption: "Customers by the group they were in (rows) and the group they are in (columns)",
    columns: [
      { key: "from", label: "From" },
      ...after.groups.map((group) => ({ key: `to${group.index}`, label: group.name, align: "right" as const })),
      ...(gone > 0 ? [{ key: "gone", label: "Gone", align: "right" as const }] : []),
    ],
    rows: rowsOf.map(({ from, name }) => ({
      id: String(from),
      cells: Object.fromEntries([["from", name], ...after.groups.map((group) => [`to${group.index}`, amount(from, group.index)] as const), ["gone", amount(from, null)]]),
    })),
  };
}

function nodesOf(side: MigrationSide, end: "from" | "to", used: ReadonlySet<string>) {
  const nodes = side.groups.map((group) => ({ id: `${end}${group.index}`, label: group.name, colour: personaColour(group) }));
  const outside = { id: `${end}null`, label: end === "from" ? kpiWords.newCustomers.name : "Gone", colour: "var(--c-neutral)" };
  return [...nodes, outside].filter(({ id }) => used.has(id));
}

/** Who went where: drawn, and as the matrix of all flows below. */
export function MigrationFigure(props: MigrationFigureProps) {
  const { migration, measure, finding, note, shop } = props;
  const total = migration.flows.reduce((sum, flow) => sum + amountOf(flow, measure), 0);
  const drawn = migration.flows.filter((flow) => flow.to !== null && amountOf(flow, measure) > thinnest * total);
  const nameOf = (side: MigrationSide, index: number | null): string => side.groups.find((group) => group.index === index)?.name ?? "new customers";
  const links = drawn.map((flow) => ({
    source: `from${flow.from}`, target: `to${flow.to}`, value: amountOf(flow, measure),
    text: `${nameOf(migration.before, flow.from)} → ${nameOf(migration.after, flow.to)}: ${figureOf(amountOf(flow, measure), measure, shop)}`,
  }));
  const used = new Set(links.flatMap(({ source, target }) => [source, target]));
  return (
    <Card title={finding} note={note}>
      {links.length > 0 && <MigrationChart nodes={[...nodesOf(migration.before, "from", used), ...nodesOf(migration.after, "to", used)]} links={links} />}
      <DataTable {...tableOf(props)} />
    </Card>
  );
}
