import { runHere } from "@/lib/jobs/run-here";
import { endKilledCommands } from "@/lib/store/jobs";
import type { Hemisphere, ShopChange, ShopField } from "@/lib/types/shop";
import { shopFields } from "@/lib/types/shop";
import { applyShopChange, beginShopChange } from "@/lib/workflows/shop-settings/change-shop";
import { changedFields } from "@/lib/workflows/shop-settings/check";
import { readShopSettings } from "@/lib/workflows/shop-settings/read-settings";
import type { SettingsAnswer } from "../answers";
import { assignHere } from "../assign-here";
import { type Answer, type Command, type CommandContext, type CommandInput, textOptions, UsageError } from "../command";

function valueOf(field: ShopField, text: string): ShopChange {
  if (field === "saleStatuses") return { saleStatuses: text.split(",") };
  if (field !== "hemisphere") return { [field]: text };
  if (text !== "north" && text !== "south") throw new UsageError(`hemisphere is ${text}; it must be north or south`);
  return { hemisphere: text satisfies Hemisphere };
}

/** `--set currency=EUR --set locale=de-DE`; further pairs may follow bare. */
function changeOf(input: CommandInput): ShopChange {
  const pairs = textOptions(input, "set");
  if (pairs.length === 0 && input.positionals.length > 0) throw new UsageError("settings are changed with --set key=value");
  return [...pairs, ...input.positionals].reduce<ShopChange>((change, pair) => {
    const at = pair.indexOf("=");
    const field = shopFields.find((known) => known === pair.slice(0, Math.max(0, at)).trim());
    if (field === undefined) throw new UsageError(`--set has ${pair}; it must look like key=value, with one of ${shopFields.join(", ")}`);
    return { ...change, ...valueOf(field, pair.slice(at + 1)) };
  }, {});
}

async function changeHere(asked: ShopChange, context: CommandContext): Promise<ShopField[]> {
  const { actor, signal, onProgress } = context;
  await endKilledCommands("shopSettings", Date.now());
  const { shop, atOnce, byJob } = await beginShopChange(asked, actor);
  const recounted = changedFields(shop, byJob);
  if (recounted.length > 0) {
    await runHere(
      {
        kind: "shopSettings",
        input: { change: byJob },
        audit: { actor, action: "startShopChange" },
        resultId: () => "shop",
        work: (job) => applyShopChange({ change: byJob }, { actor, signal: job.signal, fence: job.fence, onProgress: job.onProgress }),
      },
      { signal, onProgress },
    );
    await assignHere(context);
  }
  return [...changedFields(shop, atOnce), ...recounted];
}

async function answer(changed: readonly ShopField[]): Promise<Answer> {
  const { shop, statuses } = await readShopSettings();
  const json: SettingsAnswer = { ...shop, saleStatuses: [...shop.saleStatuses], statuses: statuses.map((one) => ({ ...one })), changed: [...changed] };
  const lines = [
    `name          ${shop.name}`, `currency      ${shop.currency} (${shop.minorUnits} decimals)`, `locale        ${shop.locale}`,
    `timeZone      ${shop.timeZone}`, `hemisphere    ${shop.hemisphere}`, `saleStatuses  ${shop.saleStatuses.join(",")}`,
    ...statuses.map(({ status, orders, isSale }) => `  ${isSale ? "sale   " : "no sale"}  ${status}, ${orders} orders`),
  ];
  const note = changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`];
  return { json, text: [...note, ...lines].join("\n") };
}

export const settings: Command = {
  name: "settings",
  usage: "settings [--set key=value ...]  (name, currency, locale, timeZone, hemisphere=north|south, saleStatuses=a,b)",
  summary: "shows the shop's settings, or changes some",
  options: { set: { type: "string", multiple: true } },
  positionals: { min: 0, max: 20 },
  run: async (input, context) => {
    const change = changeOf(input);
    return answer(Object.keys(change).length === 0 ? [] : await changeHere(change, context));
  },
};
