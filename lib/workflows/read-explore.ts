import type { ExploreFigure, ExploreTopic } from "@/lib/types/explore";
import { type ExploreInput, type ExploreLook, exploreLook } from "./read-explore-look";
import { exploreOrders } from "./read-explore-orders";
import { explorePayments } from "./read-explore-payments";
import { explorePlaces } from "./read-explore-places";
import { exploreProducts } from "./read-explore-products";
import { exploreRepeat, exploreRetention } from "./read-explore-repeat";
import { exploreService } from "./read-explore-service";

const readers = {
  orders: exploreOrders,
  payments: explorePayments,
  products: exploreProducts,
  places: explorePlaces,
  service: exploreService,
  retention: exploreRetention,
  repeat: exploreRepeat,
} satisfies Record<ExploreTopic, (look: ExploreLook) => Record<string, () => Promise<ExploreFigure>>>;

type Readers<Topic extends ExploreTopic> = ReturnType<(typeof readers)[Topic]>;
/** The figures of a topic by their names. */
export type ExploreFigures<Topic extends ExploreTopic> = { [Name in keyof Readers<Topic>]: Readers<Topic>[Name] extends () => Promise<infer Figure> ? Figure : never };

/** One page of the exploration; null before the first import. */
export async function readExplore<Topic extends ExploreTopic>(topic: Topic, input: ExploreInput) {
  const look = await exploreLook(input);
  if (look === null) return null;
  const [totals, figures] = await Promise.all([
    look.totals(),
    Promise.all(Object.entries(readers[topic](look)).map(async ([name, read]) => [name, await read()] as const)),
  ]);
  // the readers of a topic are named as its figures
  return { look, totals, figures: Object.fromEntries(figures) as ExploreFigures<Topic> };
}

/** One figure by the names in its address, worked out alone; null where there is none. */
export async function findExploreFigure(topic: string, name: string, input: ExploreInput): Promise<{ look: ExploreLook; figure: ExploreFigure } | null> {
  if (!Object.hasOwn(readers, topic)) return null;
  const look = await exploreLook(input);
  if (look === null) return null;
  // checked above
  const figures: Record<string, () => Promise<ExploreFigure>> = readers[topic as ExploreTopic](look);
  const read = Object.hasOwn(figures, name) ? figures[name] : undefined;
  return read === undefined ? null : { look, figure: await read() };
}
