import { formatDay, formatMoment } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { Contract, MaintenanceReport } from "@/lib/types/maintenance";
import type { Shop } from "@/lib/types/shop";
import { DownloadLink } from "../ui/download-link";
import { ChoicesTable } from "./choices-table";
import { DriftTable } from "./drift-table";
import { Evidence } from "./evidence";
import classes from "./maintenance.module.css";

function Terms({ number, title, clauses }: { number: number; title: string; clauses: readonly string[] }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}><span aria-hidden="true">{number}</span> {title}</h3>
      <ol className={classes.clauses}>
        {clauses.map((clause) => <li key={clause}>{clause}</li>)}
      </ol>
    </section>
  );
}

/** What one contract says that the other has not said already. */
function ownClauses(contract: Contract, said: Contract): string[] {
  return contract.clauses.filter((clause) => !said.clauses.includes(clause));
}

function Signature({ report, shop, acceptedBy }: { report: MaintenanceReport; shop: Shop; acceptedBy: string | null }) {
  const when = (moment: Date): string => formatMoment(moment, shop.locale, shop.timeZone);
  return (
    <div className={classes.signature}>
      <p>Proposed by Clientele, {when(report.createdAt)}</p>
      <p>Accepted by{acceptedBy === null ? "" : ` ${acceptedBy}`}</p>
      <p>Date{report.acceptedAt === null ? "" : ` ${when(report.acceptedAt)}`}</p>
    </div>
  );
}

const fileOf = ({ id }: MaintenanceReport, figure: string): string => `/api/models/maintenance/${id}/${figure}`;

type SheetProps = { report: MaintenanceReport; shop: Shop; acceptedBy: string | null; mayDownload: boolean };

/** The printable contract: the proposal first, then evidence, drift, costs and terms. */
export function Sheet({ report, shop, acceptedBy, mayDownload }: SheetProps) {
  const { locale } = shop;
  const [contract, other] = report.contracts;
  const curve = report.curves.find(({ method }) => method === contract?.method);
  const [base] = report.bases;
  if (contract === undefined || curve === undefined || base === undefined) return null;
  const starts = contract.method === "kmeans" ? ` and ${report.request.starts} starts each` : "";
  return (
    <article className={classes.sheet} aria-labelledby="proposal">
      <p className={classes.letterhead}>
        <span>Maintenance contract {report.id} · {shop.name}</span>
        <span>As of {formatDay(report.asOf, locale)} · snapshot {report.snapshotHash.slice(0, 8)} · first base {formatDay(base, locale)}</span>
      </p>
      <h2 id="proposal" className={classes.proposal}>{contract.headline}</h2>
      <p className={classes.lead}>
        {contract.reason}
        {contract.nextRefresh !== null && <strong> Next refresh: {formatDay(contract.nextRefresh, locale)}.</strong>}
      </p>
      <Evidence
        curve={curve} threshold={report.request.threshold} safeMonths={contract.intervalMonths} csvHref={mayDownload ? fileOf(report, "curve") : null} locale={locale}
        words={`${report.bases.length} base dates${starts}, compared with every later refit on all orders so far. ${report.notices.join(" ")}`}
      />
      <div className={classes.columns}>
        <section className={classes.section} aria-labelledby="drifts">
          <h3 id="drifts" className={classes.heading}><span aria-hidden="true">2</span> What drifts</h3>
          {mayDownload && <div className={classes.file}><DownloadLink href={fileOf(report, "drift")}>CSV</DownloadLink></div>}
          <DriftTable months={report.drift.months} flows={report.drift.flows} locale={locale} />
          <p className={classes.small}>0.1 is moderate, 0.25 major; “?” has too few orders or is not known yet. {report.season.words}</p>
        </section>
        <section className={classes.section} aria-labelledby="costs">
          <h3 id="costs" className={classes.heading}><span aria-hidden="true">3</span> What each choice costs</h3>
          <ChoicesTable choices={contract.choices} locale={locale} />
          <p className={classes.small}>
            Misplaced: customers of {formatNumber(report.customers, locale)} whom a refit would move, ageing aside, in the unlucky tenth. A refit itself takes seconds; the cost is people relearning lists.
          </p>
        </section>
      </div>
      <Terms number={4} title={contract.method === "kmeans" ? `Terms for k-means, ${report.k} groups` : "Terms for RFM"} clauses={contract.clauses} />
      {other !== undefined && <Terms number={5} title={`Terms for RFM: ${other.headline.replace(/\.$/, "").replace(/^R/, "r")}`} clauses={ownClauses(other, contract)} />}
      <Signature report={report} shop={shop} acceptedBy={acceptedBy} />
    </article>
  );
}
