import type { ExploreFigure, ExploreTopic } from "@/lib/types/explore";
import { type ExploreInput, type ExploreLook, exploreLook } from "./read-explore-look";
import { readExploreOrders } from "./read-explore-orders";
import { readExplorePayments } from "./read-explore-payments";
import { readExplorePlaces } from "./read-explore-places";
import { readExploreProducts } from "./read-explore-products";
import { readExploreRepeat, readExploreRetention } from "./read-explore-repeat";
import { readExploreService } from "./read-explore-service";

const readers = {
  orders: readExploreOrders,
  payments: readExplorePayments,
  products: readExploreProducts,
  places: readExplorePlaces,
  service: readExploreService,
  retention: readExploreRetention,
  repeat: readExploreRepeat,
} satisfies Record<ExploreTopic, (look: ExploreLook) => Promise<Record<string, ExploreFigure>>>;

/** The figures of a topic by their names. */
export type ExploreFigures<Topic extends ExploreTopic> = Awaited<ReturnType<(typeof readers)[Topic]>>;

/** One page of the exploration; null before the first import. */
export async function readExplore<Topic extends ExploreTopic>(topic: Topic, input: ExploreInput): Promise<{ look: ExploreLook; figures: ExploreFigures<Topic> } | null> {
  const look = await exploreLook(input);
  if (look === null) return null;
  // the reader of a topic yields that topic's figures
  return { look, figures: (await readers[topic](look)) as ExploreFigures<Topic> };
}

/** One figure by the names in its address; null where there is none. */
export async function findExploreFigure(topic: string, name: string, input: ExploreInput): Promise<{ look: ExploreLook; figure: ExploreFigure } | null> {
  if (!Object.hasOwn(readers, topic)) return null;
  // checked on the line above
  const page = await readExplore(topic as ExploreTopic, input);
  if (page === null || !Object.hasOwn(page.figures, name)) return null;
  // own key, checked on the line above
  const figure = page.figures[name as keyof typeof page.figures];
  return { look: page.look, figure };
}
