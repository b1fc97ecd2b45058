import { formatDays } from "@/lib/format/duration";
import { kpiWords } from "@/lib/format/kpi-words";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { paymentWords } from "@/lib/format/words";
import type { PaymentShare, ServiceFacts } from "@/lib/types/persona-page";
import { TableCard } from "../ui/table-card";

type ServiceCardProps = { finding: string; payments: readonly PaymentShare[]; service: { members: ServiceFacts; all: ServiceFacts }; csvHref: string | undefined; locale: string };

const known = (value: number | null, write: (value: number) => string): string => (value === null ? "unknown" : write(value));

/** How they pay and how they were served, beside all orders of the same months. */
export function ServiceCard({ finding, payments, service, csvHref, locale }: ServiceCardProps) {
  const line = (label: string, of: (facts: ServiceFacts) => number | null, write: (value: number) => string) => ({
    id: label,
    cells: { what: label, members: known(of(service.members), write), all: known(of(service.all), write) },
  });
  const percent = (value: number): string => formatPercent(value, locale);
  return (
    <TableCard
      title={finding}
      note="The members' orders beside all orders of the same months"
      csvHref={csvHref}
      caption="Payment and service of the members and of all"
      columns={[{ key: "what", label: "Payment and service" }, { key: "members", label: "Members", align: "right" }, { key: "all", label: "All", align: "right" }]}
      rows={[
        ...payments.filter((p) => p.share >= 0.005 || p.shareAll >= 0.005).map((p) => ({ id: p.type, cells: { what: paymentWords(p.type), members: percent(p.share), all: percent(p.shareAll) } })),
        line("Instalments, mean", (f) => f.installments, (v) => formatNumber(v, locale, 1)),
        line("Delivery, mean", (f) => f.deliveryDays, (v) => formatDays(v, locale, 1)),
        line("Delivered late", (f) => f.lateShare, percent),
        line(kpiWords.reviewScore.name, (f) => f.reviewScore, (v) => formatNumber(v, locale, 2)),
        line("Freight share", (f) => f.freightShare, percent),
      ]}
    />
  );
}
