import { cityFigure, stateFigure } from "@/lib/measure/explore-places";
import { citiesSql, type CityRow, placesSql, type StateRow } from "@/lib/measure/explore-places-sql";
import type { ExploreLook } from "./read-explore-look";

const mostCities = 150;

/** Where the customers are; each figure asks for its own rows. */
export function explorePlaces({ shop, filter, totals, ask }: ExploreLook) {
  return {
    states: async () => stateFigure(await ask<StateRow>(placesSql(filter, shop.saleStatuses)), shop),
    cities: async () => {
      const [cities, { customers }] = await Promise.all([ask<CityRow>(citiesSql(filter, shop.saleStatuses, mostCities)), totals()]);
      return cityFigure(cities, customers, shop.locale);
    },
  };
}
