import type { ReactNode } from "react";
import { kpiWords } from "@/lib/format/kpi-words";
import { formatMoneyShort } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";
import type { Migration, MigrationFlow, MigrationSide } from "@/lib/types/migration";
import type { Shop } from "@/lib/types/shop";
import { CrossList, fewCustomers } from "../charts/cross-list";
import { personaColour } from "../theme";
import { Card } from "../ui/card";
import { DataTable, type TableData } from "../ui/data-table";
import { DownloadLink } from "../ui/download-link";
import { PersonaName } from "../ui/persona-name";
import { MigrationChart } from "./migration-chart";
import classes from "./migration.module.css";

/** Flows thinner than this share of all customers are in the table only. */
const thinnest = 0.004;

export type MigrationMeasure = "customers" | "revenue";
type Group = MigrationSide["groups"][number];
type MigrationFigureProps = { migration: Migration; measure: MigrationMeasure; finding: string; note: string; csvHref: string | undefined; shop: Shop };

const amountOf = (flow: MigrationFlow, measure: MigrationMeasure): number => (measure === "customers" ? flow.customers : flow.revenueAfterCents);

function figureOf(value: number, measure: MigrationMeasure, shop: Shop): string {
  return measure === "customers" ? formatNumber(value, shop.locale) : formatMoneyShort(value, shop);
}

function Name({ group }: { group: Group }) {
  return <PersonaName name={group.name} valueWord={group.valueWord} lifecycle={group.lifecycle} />;
}

/** Rows: where customers were. Columns: where they are. */
function tableOf({ migration: { before, after, flows, gone, newcomers }, measure, shop }: MigrationFigureProps): TableData {
  const amount = (from: number | null, to: number | null): ReactNode => {
    const flow = flows.find((one) => one.from === from && one.to === to);
    return flow === undefined ? <span className={classes.zero}>0</span> : figureOf(amountOf(flow, measure), measure, shop);
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

/** The same matrix for a narrow screen: every flow, at where customers were. */
function FlowList({ migration: { before, after, flows, gone, newcomers }, measure, shop }: MigrationFigureProps) {
  const outside = (name: string) => ({ index: null, name, valueWord: null, lifecycle: null });
  const from = [...before.groups, ...(newcomers > 0 ? [outside(kpiWords.newCustomers.name)] : [])];
  const to = [...after.groups, ...(gone > 0 ? [outside("Gone")] : [])];
  const amounts = new Map(flows.map((flow) => [`${flow.from} ${flow.to}`, amountOf(flow, measure)]));
  const keyed = (groups: typeof from) => groups.map((group) => ({ ...group, key: String(group.index) }));
  return (
    <CrossList
      label="Where the customers of each group went"
      rows={keyed(from)} columns={keyed(to)} counts={from.map((row) => to.map((column) => amounts.get(`${row.index} ${column.index}`) ?? 0))}
      amount={(value) => figureOf(value, measure, shop)} least={0} few={measure === "customers" ? fewCustomers : 0} locale={shop.locale}
    />
  );
}

/** The groups of one side that a drawn flow touches, each with the customers it has in all. */
function nodesOf(side: MigrationSide, end: "from" | "to", used: ReadonlySet<string>, { newcomers }: Migration, locale: string) {
  const nodes = side.groups.map((group) => ({ id: `${end}${group.index}`, label: group.name, count: formatNumber(group.customers, locale), colour: personaColour(group) }));
  // who is gone has no flow drawn: only the left side begins outside
  const outside = end === "from" ? [{ id: "fromnull", label: kpiWords.newCustomers.name, count: formatNumber(newcomers, locale), colour: "var(--c-neutral)" }] : [];
  return [...nodes, ...outside].filter(({ id }) => used.has(id));
}

/** Who went where: drawn, and as the matrix of all flows below. */
export function MigrationFigure(props: MigrationFigureProps) {
  const { migration, measure, finding, note, csvHref, shop } = props;
  const total = migration.flows.reduce((sum, flow) => sum + amountOf(flow, measure), 0);
  const drawn = migration.flows.filter((flow) => flow.to !== null && amountOf(flow, measure) > thinnest * total);
  const nameOf = (side: MigrationSide, index: number | null): string => side.groups.find((group) => group.index === index)?.name ?? "new customers";
  const links = drawn.map((flow) => ({
    source: `from${flow.from}`, target: `to${flow.to}`, value: amountOf(flow, measure),
    text: `${nameOf(migration.before, flow.from)} → ${nameOf(migration.after, flow.to)}: ${figureOf(amountOf(flow, measure), measure, shop)}`,
  }));
  const used = new Set(links.flatMap(({ source, target }) => [source, target]));
  return (
    <Card title={finding} note={note} actions={csvHref === undefined ? undefined : <DownloadLink href={csvHref}>CSV</DownloadLink>}>
      {links.length > 0 && <MigrationChart nodes={[...nodesOf(migration.before, "from", used, migration, shop.locale), ...nodesOf(migration.after, "to", used, migration, shop.locale)]} links={links} />}
      <div className="not-on-phone"><DataTable {...tableOf(props)} /></div>
      <FlowList {...props} />
    </Card>
  );
}
