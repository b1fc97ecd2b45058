import { customersLink, paramsOf } from "@/components/customers/search-params";
import type { ExploreFigure } from "@/lib/types/explore";
import type { Shop } from "@/lib/types/shop";
import type { ExploreInput } from "@/lib/workflows/read-explore-look";

/** The figures with the page of the customers behind each row, seen through the same run on the same day. */
export function withCustomerLinks<Figures extends object>(figures: Figures, shop: Pick<Shop, "minorUnits">, input: ExploreInput): Figures {
  // every reader of a topic yields figures, whatever their names
  const linked = Object.entries<ExploreFigure>(figures as Record<string, ExploreFigure>).map(([name, { table: { behind, ...table }, ...figure }]) => {
    const hrefs = behind?.map((filter) =>
      filter === null ? null : customersLink("/customers", { ...paramsOf(filter, shop), segmentation: input.segmentationId, asOf: input.asOf ?? null }),
    );
    return [name, { ...figure, table: hrefs === undefined ? table : { ...table, hrefs } }];
  });
  // the same names, each with its own figure
  return Object.fromEntries(linked) as Figures;
}
