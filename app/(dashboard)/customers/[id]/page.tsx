import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsBoolean, parseAsInteger, type SearchParams } from "nuqs/server";
import type { ContactState } from "@/components/customers/contact-card";
import { CustomerScreen } from "@/components/customers/customer-screen";
import { parseAsDay } from "@/components/customers/search-params";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { isoDay } from "@/lib/format/date";
import type { CustomerDetails } from "@/lib/types/customer-page";
import type { Actor } from "@/lib/types/roles";
import { readContact } from "@/lib/workflows/read-contact";
import { readCustomer } from "@/lib/workflows/read-customer";
import { inFirstPaint } from "../../in-first-paint";
import { readOrNull } from "../../read-or-null";
import { segmentationLabel } from "../../segmentation-label";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const loadParams = createLoader({ segmentation: parseAsInteger, asOf: parseAsDay, contact: parseAsBoolean.withDefault(false) });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Customer ${decodeURIComponent((await params).id)}` };
}

async function contactState(actor: Actor, details: CustomerDetails, href: string, isAsked: boolean): Promise<ContactState> {
  if (!canDo(actor.role, "seeContacts")) return { status: "hidden" };
  if (!details.hasEmail && !details.hasPhone) return { status: "none" };
  if (!isAsked) return { status: "closed", href };
  const contact = await readContact(details.key, actor.id);
  return contact === null ? { status: "none" } : { status: "shown", contact };
}

async function CustomerPage({ params, searchParams }: Props) {
  const actor = await requirePage();
  const { id } = await params;
  const { segmentation: segmentationId, asOf: day, contact: isAsked } = await loadParams(searchParams);
  const page = await readOrNull("noSnapshot", () => readCustomer(decodeURIComponent(id), segmentationId, day));
  if (page === null) notFound();
  const { shop, asOf, segmentation, customers, details, history } = page;
  const href = `?contact=true${segmentationId === null ? "" : `&segmentation=${segmentationId}`}${day === null ? "" : `&asOf=${isoDay(day)}`}`;
  return (
    <CustomerScreen
      details={details}
      style={{ currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale }}
      asOf={asOf}
      history={history}
      customers={customers}
      segmentation={segmentation && segmentationLabel(segmentation)}
      segments={(segmentation?.segments ?? []).map(({ index, name, valueWord, lifecycle, reason }) => ({ index, name, valueWord, lifecycle, reason }))}
      ordersCsvHref={canDo(actor.role, "downloadTargetList") ? `/api/customers/orders?customer=${encodeURIComponent(details.externalId)}${day === null ? "" : `&asOf=${isoDay(day)}`}` : undefined}
      contact={await contactState(actor, details, href, isAsked)}
    />
  );
}

export default inFirstPaint(CustomerPage);
