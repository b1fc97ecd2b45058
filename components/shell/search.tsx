"use client";

import { ActionIcon, Kbd, UnstyledButton } from "@mantine/core";
import { Spotlight, openSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import type { Role } from "@/lib/types/roles";
import type { PersonaLook } from "../theme";
import { useFollow } from "../ui/link";
import { PersonaGlyph } from "../ui/persona-glyph";
import { destinationsFor } from "./destinations";
import classes from "./shell.module.css";

/** One persona the palette can jump to. */
export type SearchSegment = PersonaLook & { href: string; name: string; customers: string };

/** Search field of the header and the palette it opens (mod + K): screens, then the live personas. */
export function Search({ role, segments }: { role: Role; segments: readonly SearchSegment[] }) {
  const follow = useFollow();
  const actions = [
    {
      group: "Screens",
      actions: destinationsFor(role).map((place) => ({
        id: place.href,
        label: place.label,
        leftSection: <place.icon size={18} stroke={1.6} aria-hidden="true" />,
        onClick: () => follow(place.href),
      })),
    },
    {
      group: "Personas",
      actions: segments.map((segment) => ({
        id: segment.href,
        label: segment.name,
        description: segment.customers,
        leftSection: <PersonaGlyph valueWord={segment.valueWord} lifecycle={segment.lifecycle} name={segment.name} size={14} />,
        onClick: () => follow(segment.href),
      })),
    },
  ];
  return (
    <>
      <UnstyledButton className={classes.search} onClick={openSpotlight}>
        <IconSearch size={15} stroke={1.6} aria-hidden="true" />
        <span className={classes.searchText}>Search or jump to</span>
        <Kbd size="xs" className={classes.kbd}>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <ActionIcon variant="subtle" size={44} className={classes.searchIcon} aria-label="Search or jump to" onClick={openSpotlight}>
        <IconSearch size={20} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      <Spotlight
        actions={actions}
        nothingFound="Nothing found"
        highlightQuery
        scrollable
        maxHeight={420}
        attributes={{ content: { "aria-label": "Search or jump to" } }}
        searchProps={{ placeholder: "Search or jump to", "aria-label": "Search or jump to", leftSection: <IconSearch size={18} stroke={1.6} aria-hidden="true" /> }}
      />
    </>
  );
}
