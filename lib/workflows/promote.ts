import { promoteSegmentation } from "@/lib/store/segmentations";

/**
 * Makes a run the one all pages show by default. Always a person's decision, the first start aside.
 * @throws AppError notFound
 */
export async function promote(segmentationId: number, by: string): Promise<void> {
  await promoteSegmentation(segmentationId, { actor: by, action: "promote" });
}
