import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import { filterWords } from "@/components/customers/filter-words";
import { type CustomersParams, customersLink, filterOf, fromTheTop, loadCustomersParams } from "@/components/customers/search-params";
import { BackTestScreen } from "@/components/targets/back-test-screen";
import { ChooseSegment, TargetListScreen } from "@/components/targets/target-list-screen";
import { requirePage } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { formatNumber } from "@/lib/format/number";
import { channels } from "@/lib/types/target-list";
import type { Segmentation } from "@/lib/types/segmentation";
import type { Shop } from "@/lib/types/shop";
import { readBackTest } from "@/lib/workflows/read-back-test";
import { readContext } from "@/lib/workflows/read-context";
import { readTargetList } from "@/lib/workflows/read-target-list";
import { inFirstPaint } from "../../in-first-paint";
import { readOrNull } from "../../read-or-null";
import { segmentationLabel } from "../../segmentation-label";

export const metadata: Metadata = { title: "Download a target list" };

const path = "/customers/target-list";
const loadChannel = createLoader({ channel: parseAsStringLiteral(channels).withDefault("email") });

function chooseProps(segmentation: Segmentation, params: CustomersParams, shop: Shop) {
  const offered = segmentation.segments.filter(({ index }) => params.segment.length === 0 || params.segment.includes(index));
  return offered.map(({ index, name, valueWord, lifecycle, customers }) => ({
    index, name, valueWord, lifecycle,
    customers: formatNumber(customers, shop.locale),
    href: customersLink(path, fromTheTop(params, { segment: [index] })),
  }));
}

async function TargetListPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requirePage(may.downloadTargetList);
  const [params, { channel }] = await Promise.all([loadCustomersParams(searchParams), loadChannel(searchParams)]);
  const page = await readOrNull("noSegmentation", () =>
    readTargetList({ segmentationId: params.segmentation, filterOf: (shop) => filterOf(params, shop), channel }),
  );
  if (page === null) notFound();
  const { shop, segmentation, filter, preview } = page;
  const backHref = customersLink("/customers", fromTheTop(params, {}));
  const segment = segmentation.segments.find(({ index }) => index === filter.segments[0]);
  if (preview === null || segment === undefined) {
    const { segmentation: ofDay } = await readContext(segmentation.id, params.asOf);
    return <ChooseSegment segments={chooseProps(ofDay ?? segmentation, params, shop)} backHref={backHref} />;
  }
  const words = filterWords(params, new Map(), { currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale });
  const terms = words.filter(({ key }) => key !== "segment").map(({ label, value }) => ({ label, value }));
  const look = { name: segment.name, valueWord: segment.valueWord, lifecycle: segment.lifecycle };
  const past = params.asOf === null ? null : await readBackTest(segmentation.id, filter, params.asOf);
  if (past !== null) return <BackTestScreen segment={look} terms={terms} {...past} backHref={backHref} shop={shop} />;
  const here = customersLink(path, fromTheTop(params, {}));
  return (
    <TargetListScreen
      segment={look}
      terms={terms}
      members={preview.members}
      rows={preview.rows}
      excluded={preview.excluded}
      channel={channel}
      channelHrefs={{ email: here, sms: `${here}${here.includes("?") ? "&" : "?"}channel=sms` }}
      backHref={backHref}
      fields={{ segmentationId: segmentation.id, filter: JSON.stringify(filter) }}
      segmentation={segmentationLabel(segmentation)}
      locale={shop.locale}
    />
  );
}

export default inFirstPaint(TargetListPage);
