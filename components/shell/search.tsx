"use client";

import { ActionIcon, Kbd, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, openSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { nothingFound, type PaletteFound } from "@/lib/types/palette";
import type { Role } from "@/lib/types/roles";
import { useFollow } from "../ui/link";
import { isDated } from "../ui/past-day";
import { useDayChange, usePastDay, type DataDays } from "./as-of-control";
import { paletteGroups, type SearchSegment } from "./palette-actions";
import classes from "./shell.module.css";

export type SearchProps = {
  role: Role;
  segments: readonly SearchSegment[];
  runs: readonly { value: string; label: string }[];
  days: DataDays | null;
  /** what the server finds for a text, as of a day */
  find: (query: string, asOf: string | null, signal: AbortSignal) => Promise<PaletteFound>;
};

const waitMs = 150;

/** The server's answer to what was typed, once typing pauses; nothing while the palette is closed. */
function useFound(find: SearchProps["find"], query: string, asOf: string | null, isOpen: boolean): PaletteFound {
  const [answered, setAnswered] = useState({ query: "", found: nothingFound });
  const [asked] = useDebouncedValue(query.trim(), waitMs);
  useEffect(() => {
    if (!isOpen) return;
    const abort = new AbortController();
    find(asked, asOf, abort.signal).then(
      (answer) => {
        if (!abort.signal.aborted) setAnswered({ query: asked, found: answer });
      },
      // aborted while the answer was read: the next question is on its way
      () => {},
    );
    return () => abort.abort();
  }, [find, asked, asOf, isOpen]);
  // an answer to less than was typed since would put the wrong customer under the Enter key
  return answered.query === query.trim() ? answered.found : nothingFound;
}

/** Search field of the header and the palette it opens (mod + K): all there is to go to or do, by keyboard alone. */
export function Search({ role, segments, runs, days, find }: SearchProps) {
  const router = useRouter();
  const follow = useFollow();
  const pathname = usePathname();
  const asOf = useSearchParams().get("asOf");
  const [query, setQuery] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: true });
  const changeHere = useDayChange();
  const isPast = usePastDay(days) !== null;
  const found = useFound(find, query, asOf, isOpen);
  const go = (href: string): void => {
    if (href.startsWith("/api/")) window.location.assign(href);
    else follow(href);
  };
  // a page that shows no past day gives way to the overview
  const changeDay = (day: string | null): void => (isDated(pathname) ? changeHere(day) : router.push(day === null ? "/overview" : `/overview?asOf=${day}`));
  const actions = paletteGroups({
    query, role, segments, runs, found, isPast, go, changeDay, locale: days?.locale ?? "en",
    toggleTheme: () => setColorScheme(scheme === "dark" ? "light" : "dark"),
  });
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
        query={query}
        onQueryChange={setQuery}
        onSpotlightOpen={() => setIsOpen(true)}
        onSpotlightClose={() => setIsOpen(false)}
        nothingFound="Nothing found"
        highlightQuery
        scrollable
        // at one height, or the list would jump with each letter
        centered={false}
        yOffset="12vh"
        maxHeight={420}
        attributes={{ content: { "aria-label": "Search or jump to" } }}
        searchProps={{ placeholder: "Search screens, personas, customers, figures", "aria-label": "Search or jump to", leftSection: <IconSearch size={18} stroke={1.6} aria-hidden="true" /> }}
      />
    </>
  );
}
