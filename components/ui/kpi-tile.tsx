import { IconTriangleFilled, IconTriangleInvertedFilled } from "@tabler/icons-react";
import classes from "./kpi-tile.module.css";
import { Sparkline } from "./sparkline";

/** Figures are formatted by the caller; `verdict` says what the change means for this KPI. */
export type KpiFigure = {
  key: string;
  label: string;
  value: string;
  change: string | null;
  verdict: "better" | "worse" | "same";
  isUp: boolean;
  /** the figure of the period before, in words */
  before: string | null;
  /** the change against the same days a year before; null where the data do not reach back */
  lastYear: string | null;
  history: readonly (number | null)[];
  /** what the history spans, e.g. "Sep 2017" and "Aug 2018" */
  span: readonly [string, string] | null;
  /** how it is computed */
  formula: string;
};

function Change({ figure }: { figure: KpiFigure }) {
  if (figure.change === null) return <span className={classes.change}>no period before</span>;
  const Mark = figure.isUp ? IconTriangleFilled : IconTriangleInvertedFilled;
  return (
    <span className={classes.change} data-verdict={figure.verdict}>
      {figure.verdict !== "same" && <Mark size={9} aria-hidden="true" />}
      {figure.change}
      {figure.verdict !== "same" && <span className="visually-hidden"> ({figure.verdict})</span>}
    </span>
  );
}

/** One KPI with its change and twelve months behind it. */
export function KpiTile({ figure }: { figure: KpiFigure }) {
  return (
    <div className={classes.tile} title={figure.formula}>
      <dt className={classes.label}>{figure.label}</dt>
      <dd className={classes.body}>
        <span className={classes.value}>{figure.value}</span>
        <Change figure={figure} />
        {figure.lastYear !== null && <span className={classes.year}>{figure.lastYear}</span>}
      </dd>
      <dd className={classes.spark} aria-hidden="true">
        <Sparkline values={figure.history} width={72} height={26} />
      </dd>
    </div>
  );
}

/** The first KPI, large, with the period before in words. */
export function KpiHero({ figure }: { figure: KpiFigure }) {
  return (
    <div className={classes.hero} title={figure.formula}>
      <dt className={classes.label}>{figure.label}</dt>
      <dd>
        <span className={classes.heroValue}>{figure.value}</span> <Change figure={figure} />
        {figure.before !== null && <p className={classes.before}>{figure.before}</p>}
        {figure.lastYear !== null && <p className={classes.before}>{figure.lastYear}</p>}
      </dd>
      <dd className={classes.heroSpark} aria-hidden="true">
        <Sparkline values={figure.history} width={240} height={52} withArea />
        {figure.span !== null && (
          <span className={classes.span}>
            <span>{figure.span[0]}</span>
            <span>{figure.span[1]}</span>
          </span>
        )}
      </dd>
    </div>
  );
}

/** Hero and tiles as one bordered block of definitions. */
export function KpiBlock({ hero, tiles }: { hero: KpiFigure; tiles: readonly KpiFigure[] }) {
  return (
    <dl className={classes.block}>
      <KpiHero figure={hero} />
      {tiles.map((figure) => (
        <KpiTile key={figure.key} figure={figure} />
      ))}
    </dl>
  );
}
