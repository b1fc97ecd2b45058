import { MoversFigure } from "@/components/overview/movers-figure";
import type { Overview } from "@/lib/types/overview-page";
import type { OverviewInput } from "@/lib/workflows/read-overview";
import { readOverviewMovers } from "@/lib/workflows/read-movers";

type OverviewMoversProps = { input: Omit<OverviewInput, "mayImport">; overview: Overview; segmentationId: number; csvHref: string | undefined };

/** The movers of the overview, streamed after the rest: the members of a day nobody asked for before take a while. */
export async function OverviewMovers({ input, overview, segmentationId, csvHref }: OverviewMoversProps) {
  const { shop, personas, filter } = overview;
  const movers = (await readOverviewMovers(input))?.movers ?? null;
  return <MoversFigure movers={movers} personas={personas} segmentationId={segmentationId} filter={filter} csvHref={csvHref} style={shop} />;
}
