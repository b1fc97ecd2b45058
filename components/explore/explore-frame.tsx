import type { ReactNode } from "react";
import { categoryWords } from "@/lib/format/words";
import { formatDaySpan } from "@/lib/format/date";
import { formatNumber } from "@/lib/format/number";
import type { ExploreTopic, FilterChoices, OrderFilter } from "@/lib/types/explore";
import { MethodNote } from "../ui/method-note";
import { PageHeader } from "../ui/page-header";
import { ExploreFilters } from "./explore-filters";
import classes from "./explore.module.css";
import { TopicTabs } from "./topic-tabs";

type ExploreFrameProps = {
  topic: ExploreTopic;
  /** the page's one sentence */
  finding: string;
  filter: OrderFilter;
  choices: FilterChoices;
  /** sales looked at */
  orders: number;
  query: string;
  locale: string;
  children: ReactNode;
};

/** Head, tabs and filters of every page of the exploration. */
export function ExploreFrame({ topic, finding, filter, choices, orders, query, locale, children }: ExploreFrameProps) {
  const sides = [
    { name: "state", label: "State", many: "States", choices: choices.states.map((value) => ({ value, label: value })), chosen: filter.states },
    { name: "category", label: "Category", many: "Categories", choices: choices.categories.map((value) => ({ value, label: categoryWords(value) })), chosen: filter.categories },
    { name: "segment", label: "Segment", many: "Segments", choices: choices.segments.map(({ index, name }) => ({ value: String(index), label: name })), chosen: filter.segments.map(String) },
  ];
  return (
    <>
      <PageHeader
        title="Explore"
        finding={`${finding}.`}
        scope={`${formatDaySpan(filter.span.from, filter.span.to, locale)}, ${formatNumber(orders, locale)} sales.`}
      />
      <TopicTabs current={topic} query={query} />
      <ExploreFilters sides={sides} />
      <p className={classes.hint}>Every bar, cell and table row opens the customers behind it; where it counts orders, those with such an order.</p>
      {children}
      <MethodNote terms={["sale", "person", "beyondChance"]} />
    </>
  );
}
