import { z } from "zod";
import type { ShopChange } from "@/lib/types/shop";

const many = z.preprocess((value) => (value === undefined ? undefined : [value].flat()), z.array(z.string().max(100)).max(60).optional());

/** The fields of a change, in the address of the preview and in the form that saves it. */
export const changeFields = {
  name: z.string().max(200).optional(),
  currency: z.string().max(10).optional(),
  locale: z.string().max(40).optional(),
  timeZone: z.string().max(60).optional(),
  hemisphere: z.enum(["north", "south"]).optional(),
  /** statuses that count as a sale */
  status: many,
};

type ChangeFields = z.output<z.ZodObject<typeof changeFields>>;

/** The change those fields ask for; absent ones stay as they are. */
export function changeOf({ status, ...rest }: ChangeFields): ShopChange {
  const told = Object.entries({ ...rest, saleStatuses: status }).filter(([, value]) => value !== undefined);
  // the keys are those of the schema above
  return Object.fromEntries(told) as ShopChange;
}

const previewParams = z.object({ ...changeFields, preview: z.literal("1") });

/** The change an address wants previewed; null where it asks for none. A form without any box ticked names no status. */
export function previewedChange(params: Readonly<Record<string, string | string[] | undefined>>): ShopChange | null {
  const { success, data } = previewParams.safeParse(params);
  return success ? changeOf({ ...data, status: data.status ?? [] }) : null;
}
