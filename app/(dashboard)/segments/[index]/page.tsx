import { IconArrowsDiff, IconUsers } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { customersLink } from "@/components/customers/search-params";
import { NoteCard } from "@/components/persona/note-card";
import { PersonaScreen } from "@/components/persona/persona-screen";
import { RuleCard } from "@/components/persona/rule-card";
import { RenameButton } from "@/components/persona/rename-button";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { PersonaGlyph } from "@/components/ui/persona-glyph";
import { StabilityBadge } from "@/components/ui/stability-badge";
import { StaleBadge } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { formatDay, isoDay } from "@/lib/format/date";
import { categoryFinding, marginFinding, placeFinding, profileFinding, rhythmFinding, serviceFinding, trendFinding } from "@/lib/measure/findings-persona";
import { balancedFidelity, ruleFilter, ruleParts } from "@/lib/measure/rule-parts";
import { readPersona, type PersonaPage } from "@/lib/workflows/read-persona";
import { inFirstPaint } from "../../in-first-paint";
import { segmentationOnly, type SearchParams } from "../../search-params";
import { renamePersonaAction, savePersonaNoteAction } from "../actions";
import { Nobody } from "../nobody";

export const metadata: Metadata = { title: "Persona" };

function findingsOf(page: PersonaPage) {
  const { segment, segmentation, shop } = page;
  const names = segmentation.segments.map((s) => s.name);
  return {
    profile: profileFinding(page.profile),
    margin: page.margins === null ? "" : marginFinding(page.margins, segment.borderlineShare ?? 0, names, shop.locale),
    categories: categoryFinding(page.categories, shop.locale),
    rhythm: rhythmFinding(page.rhythm, segment, shop.locale),
    place: placeFinding(page.states, segment.customers),
    trend: trendFinding(page.trend, shop.locale),
    service: serviceFinding(page.payments, page.service.members, page.service.all),
  };
}

/** The customers table with the persona's rule as its filter; null where the table cannot ask it. */
function ruleHref({ segment, segmentation, shop }: PersonaPage): string | null {
  const filter = ruleFilter(segment.rule);
  if (filter === null) return null;
  const { recencyDays: days, orderCount: orders, spendCents } = filter;
  const major = (cents: number | null): number | null => (cents === null ? null : cents / 10 ** shop.minorUnits);
  const spend = { min: major(spendCents.min), max: major(spendCents.max) };
  return customersLink("/customers", { days, orders, spend, segmentation: segmentation.live ? null : segmentation.id });
}

function ruleOf(page: PersonaPage) {
  const { segment, shop } = page;
  const { rule } = segment;
  if (rule === null) return null;
  return (
    <RuleCard
      rule={rule}
      parts={ruleParts(rule.words)}
      fidelity={rule.kind === "none" ? null : balancedFidelity(rule.fidelity)}
      filterHref={ruleHref(page)}
      look={{ valueWord: segment.valueWord, lifecycle: segment.lifecycle }}
      locale={shop.locale}
    />
  );
}

/** The group to set beside it first: its nearest, else the next by size. */
function nearestOf({ segment, segmentation }: PersonaPage): string {
  const other = segment.nearest ?? segmentation.segments.find(({ index }) => index !== segment.index)?.index;
  return other === undefined ? "" : `,${other}`;
}

/** Since which run it is known, e.g. "Same persona since run 3."; nothing for one born here. */
function identityWords({ segment, segmentation }: PersonaPage): string {
  const born = Number(segment.persona?.split(".")[0] ?? segmentation.id);
  return born === segmentation.id ? "" : ` Same persona since run ${born}.`;
}

type PersonaRouteProps = { params: Promise<{ index: string }>; searchParams: Promise<SearchParams> };

async function PersonaRoute({ params, searchParams }: PersonaRouteProps) {
  const actor = await requirePage();
  const [{ index }, query] = await Promise.all([params, searchParams]);
  const { segmentation: id, asOf } = segmentationOnly.parse(query);
  const page = /^\d{1,3}$/.test(index) ? await readPersona(id, Number(index), asOf) : null;
  if (page === null) notFound();
  const { shop, segment, segmentation } = page;
  const mayEdit = canDo(actor.role, "editPersona");
  const suffix = segmentation.live ? "" : `?segmentation=${segmentation.id}`;
  if (page.emptiness !== null) {
    return (
      <>
        <PageHeader crumbs={[{ href: `/segments${suffix}`, label: "Segments" }]} title={segment.name} before={<PersonaGlyph valueWord={segment.valueWord} lifecycle={segment.lifecycle} name={segment.name} size={16} />} />
        <Nobody reason={page.emptiness} page={page} role={actor.role} />
      </>
    );
  }
  const customersHref = `/customers?segment=${segment.index}${segmentation.live ? "" : `&segmentation=${segmentation.id}`}`;
  return (
    <>
      <PageHeader
        crumbs={[{ href: `/segments${suffix}`, label: "Segments" }]}
        title={segment.name}
        before={<PersonaGlyph valueWord={segment.valueWord} lifecycle={segment.lifecycle} name={segment.name} size={16} />}
        after={
          <>
            {segment.stability !== null && <StabilityBadge stability={segment.stability} locale={shop.locale} />}
            {page.isStale && <StaleBadge title="The run was made from an older snapshot">older than the data</StaleBadge>}
          </>
        }
        finding={segment.reason}
        scope={`As of ${formatDay(segmentation.asOf, shop.locale)}, ${segmentation.live ? "live segmentation" : `run ${segmentation.id}, not live`}.${identityWords(page)}`}
        actions={
          <>
            {mayEdit && <RenameButton action={renamePersonaAction} segmentationId={segmentation.id} index={segment.index} name={segment.name} />}
            <ButtonLink href={`/segments/compare?with=${segment.index}${nearestOf(page)}${segmentation.live ? "" : `&segmentation=${segmentation.id}`}`} variant="default" leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden="true" />}>Compare</ButtonLink>
            <ButtonLink href={customersHref} leftSection={<IconUsers size={16} stroke={1.6} aria-hidden="true" />}>Show customers</ButtonLink>
          </>
        }
      />
      <PersonaScreen
        facts={page}
        findings={findingsOf(page)}
        csvHref={canDo(actor.role, "downloadAggregates") ? (figure) => `/api/segmentations/${segmentation.id}/personas/${segment.index}/${figure}${asOf === null ? "" : `?asOf=${isoDay(asOf)}`}` : null}
        rule={ruleOf(page)}
        notes={<NoteCard action={mayEdit ? savePersonaNoteAction : null} segmentationId={segmentation.id} index={segment.index} note={page.note?.note ?? ""} />}
      />
    </>
  );
}

export default inFirstPaint(PersonaRoute);
