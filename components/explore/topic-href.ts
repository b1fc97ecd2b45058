import type { ExploreTopic } from "@/lib/types/explore";

/** The page of a topic of the exploration; orders are its first. */
export const topicHref = (topic: ExploreTopic): string => (topic === "orders" ? "/explore" : `/explore/${topic}`);
