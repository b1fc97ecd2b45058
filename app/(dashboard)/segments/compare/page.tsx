import { IconArrowsDiff } from "@tabler/icons-react";
import type { Metadata } from "next";
import { CompareScreen } from "@/components/persona/compare-screen";
import classes from "@/components/persona/compare.module.css";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { PersonaGlyph } from "@/components/ui/persona-glyph";
import { EmptyState } from "@/components/ui/states";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { formatDay, isoDay } from "@/lib/format/date";
import { listWords } from "@/lib/format/words";
import { alikeHeading, comparedFeatures, comparisonHeading, highestHeading } from "@/lib/measure/persona-comparison";
import { mostCompared, readPersonaComparison } from "@/lib/workflows/read-persona-comparison";
import { inFirstPaint } from "../../in-first-paint";
import { personaIndexes, segmentationOnly, type SearchParams } from "../../search-params";
import { Nobody } from "../nobody";

export const metadata: Metadata = { title: "Compare personas" };

/** The address with a group added or taken away; a fourth replaces the first. */
function toggled(chosen: readonly number[], index: number, run: number | null): string {
  const next = chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index].slice(-mostCompared);
  return `/segments/compare?with=${next.join(",")}${run === null ? "" : `&segmentation=${run}`}`;
}

async function ComparePersonasPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePage();
  const query = await searchParams;
  const { segmentation: id, asOf } = segmentationOnly.parse(query);
  const page = await readPersonaComparison(id, personaIndexes(query.with), asOf);
  const crumbs = [{ href: "/segments", label: "Segments" }];
  if (page === null) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Compare personas" />
        <EmptyState title="Nothing to compare yet" icon={IconArrowsDiff}>Two groups of a segmentation can be set side by side once one has run.</EmptyState>
      </>
    );
  }
  const { shop, segmentation, compared } = page;
  if (page.emptiness !== null) return <><PageHeader crumbs={crumbs} title="Compare personas" /><Nobody reason={page.emptiness} page={page} role={actor.role} /></>;
  const profiles = compared.map(({ segment, points }) => ({ name: segment.name, points }));
  const chosen = compared.map(({ segment }) => segment.index);
  const run = segmentation.live ? null : segmentation.id;
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="Compare personas"
        finding={`${listWords(profiles.map(({ name }) => name))}.`}
        scope={`As of ${formatDay(segmentation.asOf, shop.locale)}, ${segmentation.live ? "live segmentation" : `run ${segmentation.id}, not live`}. Choose two or three.`}
      />
      <nav className={classes.picker} aria-label="Groups to compare">
        {segmentation.segments.map(({ index, name, valueWord, lifecycle }) => (
          <ButtonLink key={index} href={toggled(chosen, index, run)} size="compact-sm" variant={chosen.includes(index) ? "light" : "default"} leftSection={<PersonaGlyph valueWord={valueWord} lifecycle={lifecycle} name={name} />}>
            {chosen.includes(index) ? `${name}, shown` : name}
          </ButtonLink>
        ))}
      </nav>
      <CompareScreen
        findings={{ apart: comparisonHeading(profiles), highest: highestHeading(profiles), alike: alikeHeading(profiles) }}
        personas={compared.map(({ segment: { index, name, valueWord, lifecycle } }) => ({ index, name, valueWord, lifecycle }))}
        features={comparedFeatures(profiles)}
        csvHref={canDo(actor.role, "downloadAggregates") ? `/api/segmentations/${segmentation.id}/compared?with=${chosen.join(",")}${asOf === null ? "" : `&asOf=${isoDay(asOf)}`}` : undefined}
        style={{ currency: shop.currency, minorUnits: shop.minorUnits, locale: shop.locale }}
      />
    </>
  );
}

export default inFirstPaint(ComparePersonasPage);
