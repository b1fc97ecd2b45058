import { cityFigure, stateFigure } from "@/lib/measure/explore-places";
import { citiesSql, type CityRow, placesSql, type StateRow } from "@/lib/measure/explore-places-sql";
import type { ExploreLook } from "./read-explore-look";

const mostCities = 150;

/** Where the customers are. */
export async function readExplorePlaces({ shop, filter, totals, ask }: ExploreLook) {
  const [states, cities] = await Promise.all([
    ask<StateRow>(placesSql(filter, shop.saleStatuses)),
    ask<CityRow>(citiesSql(filter, shop.saleStatuses, mostCities)),
  ]);
  return { states: stateFigure(states, shop), cities: cityFigure(cities, totals.customers, shop.locale) };
}
