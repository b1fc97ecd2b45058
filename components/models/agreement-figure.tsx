import type { ReactNode } from "react";
import { CrossMap, crossTableData, type CrossCounts } from "../charts/cross-map";
import { Figure } from "../ui/figure";

type AgreementFigureProps = CrossCounts & { finding: string; note: string; other: string; choice: ReactNode; csvHref: string | undefined; locale: string };

/** This run's segments against another's on the same customers. */
export function AgreementFigure({ finding, note, other, choice, csvHref, locale, ...cross }: AgreementFigureProps) {
  return (
    <div id="agreement">
      <Figure finding={finding} note={note} table={crossTableData(cross, `Customers by segment of this run and of ${other}`, locale)} csvHref={csvHref} actions={choice}>
        <CrossMap {...cross} locale={locale} />
      </Figure>
    </div>
  );
}
