import { formatMonthName, formatWeekday } from "@/lib/format/date";
import { formatPercent } from "@/lib/format/number";
import type { Rhythm, RhythmBar } from "@/lib/types/persona-page";
import { ShareBars } from "../charts/share-bars";
import type { PersonaLook } from "../theme";
import { Figure } from "../ui/figure";
import classes from "./persona.module.css";

type RhythmFigureProps = { finding: string; rhythm: Rhythm; look: PersonaLook; csvHref: string | undefined; locale: string };

/** When they order, beside all customers over the same months. */
export function RhythmFigure({ finding, rhythm, look, csvHref, locale }: RhythmFigureProps) {
  const parts = [
    { key: "month", title: "Month of order", bars: rhythm.months, name: (at: number) => formatMonthName(at, locale), height: 132 },
    { key: "weekday", title: "Weekday", bars: rhythm.weekdays, name: (at: number) => formatWeekday(at, locale), height: 112 },
    { key: "hour", title: "Hour", bars: rhythm.hours, name: (at: number) => `${at} h`, height: 112 },
  ];
  const row = (part: (typeof parts)[number], bar: RhythmBar) => ({
    id: `${part.key}-${bar.at}`,
    cells: { when: part.name(bar.at), kind: part.title, members: formatPercent(bar.share, locale), all: formatPercent(bar.expected, locale) },
  });
  const table = {
    caption: "Share of orders by month, weekday and hour",
    columns: [{ key: "when", label: "When" }, { key: "kind", label: "Unit" }, { key: "members", label: "Members", align: "right" as const }, { key: "all", label: "All, same months", align: "right" as const }],
    rows: parts.flatMap((part) => part.bars.map((bar) => row(part, bar))),
  };
  const [months, weekdays, hours] = parts.map((part) => (
    <div key={part.key}>
      <p className={classes.small}>{part.title}</p>
      <ShareBars
        bars={part.bars.map((bar) => ({ label: part.name(bar.at), share: bar.share, expected: bar.expected }))}
        look={look}
        ticks={part.key === "hour" ? [0, 6, 12, 18].map((h) => `${h} h`) : part.bars.map((bar) => part.name(bar.at))}
        letters={part.key === "hour" ? undefined : 1}
        height={part.height}
        locale={locale}
      />
    </div>
  ));
  return (
    <Figure finding={finding} note="Share of the members' orders; line: all customers over the same months. Recency shapes the groups, so months alone are no preference." table={table} csvHref={csvHref}>
      {months}
      <div className={classes.pair}>{weekdays}{hours}</div>
    </Figure>
  );
}
