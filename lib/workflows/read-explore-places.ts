import { behindCity, behindState, withCustomers } from "@/lib/measure/customers-behind";
import { cityFigure, stateFigure } from "@/lib/measure/explore-places";
import { citiesSql, type CityRow, placesSql, type StateRow } from "@/lib/measure/explore-places-sql";
import type { ExploreLook } from "./read-explore-look";

const mostCities = 150;

/** Where the customers are; each figure asks for its own rows. */
export function explorePlaces(look: ExploreLook) {
  const { shop, filter, totals, ask } = look;
  return {
    states: async () => withCustomers(stateFigure(await ask<StateRow>(placesSql(filter, shop.saleStatuses)), shop), behindState(look)),
    cities: async () => {
      const [cities, { customers }] = await Promise.all([ask<CityRow>(citiesSql(filter, shop.saleStatuses, mostCities)), totals()]);
      return withCustomers(cityFigure(cities, customers, shop.locale), behindCity(look, cities));
    },
  };
}
