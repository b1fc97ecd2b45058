import type { ReactNode } from "react";
import { formatDays } from "@/lib/format/duration";
import { formatKpi, kpiWords } from "@/lib/format/kpi-words";
import { formatMoneyShort, type MoneyStyle } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";
import type { Categories, ExampleCustomer, MarginHistogram, PaymentShare, PersonaMonth, ProfilePoint, Rhythm, ServiceFacts, StateShare } from "@/lib/types/persona-page";
import type { Segment, Segmentation } from "@/lib/types/segmentation";
import { SummaryStrip, type StripFact } from "../ui/summary-strip";
import { AdviceCard } from "./advice-card";
import { CategoriesCard } from "./categories-card";
import { ExamplesCard } from "./examples-card";
import { MarginFigure } from "./margin-figure";
import classes from "./persona.module.css";
import { PlaceFigure } from "./place-figure";
import { ProfileFigure } from "./profile-figure";
import { ReasonCard } from "./reason-card";
import { RhythmFigure } from "./rhythm-figure";
import { ServiceCard } from "./service-card";
import { TrendFigure } from "./trend-figure";

export type PersonaFacts = {
  shop: MoneyStyle;
  segmentation: Segmentation;
  segment: Segment;
  profile: readonly ProfilePoint[];
  margins: MarginHistogram | null;
  categories: Categories;
  rhythm: Rhythm;
  states: readonly StateShare[];
  payments: readonly PaymentShare[];
  service: { members: ServiceFacts; all: ServiceFacts };
  examples: readonly ExampleCustomer[];
  trend: readonly PersonaMonth[];
};

export type PersonaFindings = { profile: string; margin: string; categories: string; rhythm: string; place: string; service: string; trend: string };

function stripFacts({ segment, segmentation, profile, shop }: PersonaFacts): StripFact[] {
  const { locale } = shop;
  const mean = (feature: string) => profile.find((point) => point.feature === feature)?.meanAll ?? null;
  const against = (value: number | null, write: (value: number) => string): string | undefined => (value === null ? undefined : `${write(value)} on average`);
  const revenue = segmentation.segments.reduce((sum, s) => sum + s.revenueCents, 0);
  const orders = segment.centroid.orderCount ?? null;
  const idle = segment.medians.recencyDays ?? null;
  return [
    { label: "Customers", value: formatNumber(segment.customers, locale), note: `${formatPercent(segment.customerShare, locale)} of ${formatNumber(segmentation.customers, locale)}` },
    { label: "Revenue", value: formatMoneyShort(segment.revenueCents, shop), note: `${formatPercent(segment.revenueShare, locale)} of ${formatMoneyShort(revenue, shop)}` },
    { label: "Spend per customer", value: formatMoneyShort(segment.customers > 0 ? segment.revenueCents / segment.customers : 0, shop), note: against(mean("revenueCents"), (v) => formatMoneyShort(v, shop)) },
    { label: kpiWords.ordersPerCustomer.name, value: formatKpi(orders, kpiWords.ordersPerCustomer, shop), note: against(mean("orderCount"), (v) => formatKpi(v, kpiWords.ordersPerCustomer, shop)) },
    { label: "Silent for, median", value: idle === null ? "unknown" : formatDays(idle, locale), note: against(mean("recencyDays"), (v) => formatDays(v, locale)) },
    ...(segment.borderlineShare === null ? [] : [{ label: "Borderline", value: formatPercent(segment.borderlineShare, locale, 0), note: `${formatNumber(Math.round(segment.borderlineShare * segment.customers), locale)} with margin under 0.1` }]),
  ];
}

type PersonaScreenProps = {
  facts: PersonaFacts;
  findings: PersonaFindings;
  /** address of a figure's numbers as a file; null for roles without downloads */
  csvHref: ((figure: "profile" | "margin" | "trend" | "rhythm" | "places" | "service" | "categories") => string) | null;
  rule: ReactNode;
  notes: ReactNode;
};

/** One persona: who they are, why they have the name, what to do, when, where and how they buy. */
export function PersonaScreen({ facts, findings, csvHref, rule, notes }: PersonaScreenProps) {
  const { shop, segment, segmentation, margins } = facts;
  const style = { currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale };
  const look = { valueWord: segment.valueWord, lifecycle: segment.lifecycle };
  return (
    <div className={classes.stack}>
      <SummaryStrip facts={stripFacts(facts)} large />
      <div className={classes.row}>
        <div className={classes.stack}>
          {rule}
          <ReasonCard segment={segment} segmentation={segmentation} style={style} />
          <ProfileFigure finding={findings.profile} points={facts.profile} customers={segmentation.customers} look={look} csvHref={csvHref?.("profile")} style={style} />
          <TrendFigure finding={findings.trend} months={facts.trend} asOf={segmentation.asOf} csvHref={csvHref?.("trend")} style={style} />
          <ExamplesCard examples={facts.examples} hasMargin={margins !== null} style={style} />
        </div>
        <div className={classes.stack}>
          <AdviceCard advice={segment.advice} />
          {margins !== null && <MarginFigure finding={findings.margin} histogram={margins} segment={segment} segments={segmentation.segments} csvHref={csvHref?.("margin")} locale={shop.locale} />}
          <CategoriesCard finding={findings.categories} categories={facts.categories} csvHref={csvHref?.("categories")} locale={shop.locale} />
          <ServiceCard finding={findings.service} payments={facts.payments} service={facts.service} csvHref={csvHref?.("service")} locale={shop.locale} />
          {notes}
        </div>
      </div>
      <div className={classes.half}>
        <RhythmFigure finding={findings.rhythm} rhythm={facts.rhythm} look={look} csvHref={csvHref?.("rhythm")} locale={shop.locale} />
        <PlaceFigure finding={findings.place} states={facts.states} look={look} csvHref={csvHref?.("places")} locale={shop.locale} />
      </div>
    </div>
  );
}
