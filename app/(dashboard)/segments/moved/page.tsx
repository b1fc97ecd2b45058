import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { MovedScreen } from "@/components/overview/moved-screen";
import { requirePage } from "@/lib/auth/guards";
import { readMoved } from "@/lib/workflows/read-moved";
import { inFirstPaint } from "../../in-first-paint";
import { readOrNull } from "../../read-or-null";
import { asOfParam, listParam, segmentationParam, type SearchParams } from "../../search-params";

export const metadata: Metadata = { title: "Who moved" };

const segmentParam = z.coerce.number().int().min(0).max(999);
const movedParams = z.object({
  since: asOfParam.pipe(z.number().int()),
  was: z.literal("new").transform(() => null).or(segmentParam),
  now: segmentParam,
  asOf: asOfParam,
  segmentation: segmentationParam.default(null),
  state: listParam,
  category: listParam,
});

/** The customers behind a move between two personas. */
async function MovedPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage();
  const asked = movedParams.safeParse(await searchParams);
  if (!asked.success) notFound();
  const { since, was, now, asOf, segmentation, state, category } = asked.data;
  const page = await readOrNull("noSnapshot", () =>
    readMoved({ segmentationId: segmentation, since, asOf, was, now, filter: { states: state, categories: category, segments: [] } }));
  if (page === null) notFound();
  return <MovedScreen page={page} />;
}

export default inFirstPaint(MovedPage);
