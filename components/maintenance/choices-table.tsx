import { formatNumber, formatPercent } from "@/lib/format/number";
import type { RefreshChoice } from "@/lib/types/maintenance";
import classes from "./maintenance.module.css";

/** What a refresh every so many months costs and leaves misplaced. */
export function ChoicesTable({ choices, locale }: { choices: readonly RefreshChoice[]; locale: string }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Costs by interval">
      <table className={classes.table}>
        <caption className="visually-hidden">Refits a year, worst agreement and misplaced customers by interval</caption>
        <thead>
          <tr>
            <th scope="col">Refresh</th>
            <th scope="col" className={classes.right}>A year</th>
            <th scope="col" className={classes.right}>Worst ARI</th>
            <th scope="col" className={classes.right}>Misplaced</th>
          </tr>
        </thead>
        <tbody>
          {choices.map((choice) => (
            <tr key={choice.months} data-chosen={choice.isProposed || undefined}>
              <th scope="row">{choice.months === 1 ? "Monthly" : `Every ${choice.months} months`}{choice.isProposed && <span className="visually-hidden"> (proposed)</span>}</th>
              <td className={classes.right}>{formatNumber(choice.refitsAYear, locale, Number.isInteger(choice.refitsAYear) ? 0 : 1)}</td>
              <td className={classes.right}>{formatNumber(choice.worstAri, locale, 2)}</td>
              <td className={classes.right} title={`${formatNumber(choice.misplacedCustomers, locale)} customers`}>{formatPercent(choice.misplacedShare, locale, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
