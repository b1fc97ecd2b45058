import {
  IconBookmark, IconCalendar, IconCalendarOff, IconChartHistogram, IconDatabaseImport, IconHierarchy3, IconListDetails, IconMoon, IconPlayerPlay, IconUser, type Icon,
} from "@tabler/icons-react";
import type { SpotlightActionData, SpotlightActionGroupData } from "@mantine/spotlight";
import { formatDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import { type ExploreTopic, exploreTopics } from "@/lib/types/explore";
import type { PaletteFound, PaletteHit } from "@/lib/types/palette";
import type { Role } from "@/lib/types/roles";
import { topicHref } from "../explore/topic-href";
import type { PersonaLook } from "../theme";
import { PersonaGlyph } from "../ui/persona-glyph";
import { destinationsFor, innerScreensFor } from "./destinations";

/** One persona the palette can jump to. */
export type SearchSegment = PersonaLook & { href: string; name: string; customers: string };

export type PaletteInput = {
  query: string;
  role: Role;
  segments: readonly SearchSegment[];
  runs: readonly { value: string; label: string }[];
  found: PaletteFound;
  locale: string;
  /** the page looks at a past day */
  isPast: boolean;
  go: (href: string) => void;
  /** another day to look at everything as of; null = the newest data */
  changeDay: (day: string | null) => void;
  toggleTheme: () => void;
};

const icon = (Mark: Icon) => <Mark size={18} stroke={1.6} aria-hidden="true" />;

const figures: Record<ExploreTopic, readonly string[]> = {
  orders: ["Orders by day and Black Friday", "Orders by month", "Orders by weekday and hour", "Order amounts", "Orders by status"],
  payments: ["Payment types", "Value by payment type", "Instalments"],
  products: ["Best- and least-selling products and categories", "What is bought next"],
  places: ["Customers by state", "Largest cities"],
  service: ["Delivery days", "Late deliveries by month and state", "Review score against lateness"],
  retention: ["Cohort retention"],
  repeat: ["Time between purchases", "Repeat purchase by first category"],
};

function commands({ query, role, isPast, changeDay, toggleTheme, go, locale }: PaletteInput): SpotlightActionData[] {
  const day = dayOfIso(query.trim());
  return [
    ...(day === null ? [] : [{ id: "day", label: `As of ${formatDay(day, locale)}`, description: "Everything as if that day were today", keywords: query, leftSection: icon(IconCalendar), onClick: () => changeDay(query.trim()) }]),
    ...(day === null ? [{ id: "any-day", label: "Set the as-of day", description: "Type a day, such as 2018-05-15", keywords: "time travel past date", leftSection: icon(IconCalendar), closeSpotlightOnTrigger: false }] : []),
    ...(isPast ? [{ id: "newest", label: "Newest data", description: "Leave the past day", leftSection: icon(IconCalendarOff), onClick: () => changeDay(null) }] : []),
    { id: "new-run", label: "New segmentation", leftSection: icon(IconPlayerPlay), onClick: () => go("/models/new") },
    ...(role === "admin" ? [{ id: "import", label: "Import orders", leftSection: icon(IconDatabaseImport), onClick: () => go("/imports") }] : []),
    { id: "theme", label: "Switch between light and dark", keywords: "theme mode", leftSection: icon(IconMoon), onClick: toggleTheme },
  ];
}

/** Hits of the server pass the palette's own filter by what was asked. */
const hits = (kind: string, list: readonly PaletteHit[], mark: Icon, { query, go }: PaletteInput): SpotlightActionData[] =>
  list.map(({ id, label, description, href }) => ({ id: `${kind}-${id}`, label, description, keywords: query, leftSection: icon(mark), onClick: () => go(href) }));

/** Everything the palette offers; what is long waits for a text. */
export function paletteGroups(input: PaletteInput): SpotlightActionGroupData[] {
  const { query, role, segments, runs, found, go } = input;
  const screens = [...destinationsFor(role), ...(query.trim() === "" ? [] : innerScreensFor(role))];
  const places = screens.map((place) => ({ id: place.href, label: place.label, leftSection: icon(place.icon), onClick: () => go(place.href) }));
  // "best" means Best before the larger Best New
  const isNamed = (segment: SearchSegment): boolean => segment.name.toLowerCase() === query.trim().toLowerCase();
  const personas = [...segments.filter(isNamed), ...segments.filter((segment) => !isNamed(segment))].map((segment) => ({
    id: segment.href, label: segment.name, description: segment.customers, onClick: () => go(segment.href),
    leftSection: <PersonaGlyph valueWord={segment.valueWord} lifecycle={segment.lifecycle} name={segment.name} size={14} />,
  }));
  const explored = exploreTopics.flatMap((topic) => figures[topic].map((label) => ({ id: `${topic} ${label}`, label, description: "Explore", leftSection: icon(IconChartHistogram), onClick: () => go(topicHref(topic)) })));
  const models = runs.map(({ value, label }) => ({ id: `run-${value}`, label: `Run ${value}`, description: label, keywords: "segmentation model", leftSection: icon(IconHierarchy3), onClick: () => go(`/models/${value}`) }));
  const groups = [
    { group: "Actions", actions: commands(input) },
    { group: "Screens", actions: places },
    { group: "Personas", actions: personas },
    // a day is a day, though an id may begin with its year
    { group: "Customers", actions: dayOfIso(query.trim()) === null ? hits("customer", found.customers, IconUser, input) : [] },
    { group: "Saved views", actions: hits("view", found.views, IconBookmark, input) },
    { group: "Target lists", actions: hits("list", found.lists, IconListDetails, input) },
    ...(query.trim() === "" ? [] : [{ group: "Figures", actions: explored }, { group: "Runs", actions: models }]),
  ];
  return groups.filter(({ actions }) => actions.length > 0);
}
