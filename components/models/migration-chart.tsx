"use client";

import { ResponsiveSankey } from "@nivo/sankey";
import { chartTheme } from "../charts/chart-theme";
import classes from "./migration.module.css";

export type MigrationNode = { id: string; label: string; /** its customers, written out */ count: string; colour: string };
export type MigrationLink = { source: string; target: string; value: number; text: string };
type MigrationChartProps = { nodes: readonly MigrationNode[]; links: readonly MigrationLink[] };

/** Where customers came from on the left, where they are on the right. */
export function MigrationChart({ nodes, links }: MigrationChartProps) {
  const colours = new Map(nodes.map(({ id, colour }) => [id, colour]));
  const labels = new Map(nodes.map(({ id, label, count }) => [id, `${label}  ${count}`]));
  return (
    <div className={classes.chart} aria-hidden="true">
      <ResponsiveSankey<MigrationNode, MigrationLink>
        data={{ nodes: [...nodes], links: [...links] }}
        theme={chartTheme}
        margin={{ top: 8, right: 176, bottom: 8, left: 176 }}
        align="justify"
        sort="input"
        colors={({ id }) => colours.get(id) ?? "var(--c-neutral)"}
        nodeOpacity={1}
        nodeThickness={12}
        nodeSpacing={10}
        nodeBorderWidth={0}
        nodeBorderRadius={2}
        linkOpacity={0.28}
        linkHoverOpacity={0.6}
        linkBlendMode="normal"
        linkContract={1}
        label={({ id }) => labels.get(id) ?? ""}
        labelPosition="outside"
        labelPadding={10}
        labelTextColor="var(--c-text)"
        linkTooltip={({ link }) => <div className={classes.tooltip}>{link.text}</div>}
        nodeTooltip={({ node }) => <div className={classes.tooltip}>{labels.get(node.id)}</div>}
        animate={false}
      />
    </div>
  );
}
