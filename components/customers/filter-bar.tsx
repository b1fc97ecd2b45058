"use client";

import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FilterChip } from "../ui/filter-chip";
import classes from "./customers.module.css";
import type { FilterChoices } from "./filter-editors";
import { FilterMenu } from "./filter-menu";
import { type FilterWord, sortInWords } from "./filter-words";
import { type CustomersParams, customersLink, fromTheTop, withoutFilters } from "./search-params";

const path = "/customers";

function SearchField({ params }: { params: CustomersParams }) {
  const router = useRouter();
  const [text, setText] = useState(params.q);
  const search = (event: React.FormEvent): void => {
    event.preventDefault();
    router.push(customersLink(path, fromTheTop(params, { q: text.trim() })), { scroll: false });
  };
  return (
    <form role="search" onSubmit={search} className={classes.search}>
      <TextInput
        type="search"
        aria-label="Customer or city"
        placeholder="Customer or city"
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
      />
    </form>
  );
}

type FilterBarProps = {
  params: CustomersParams;
  words: readonly FilterWord[];
  choices: FilterChoices;
  unit: string;
};

/** Search, active filters as chips, "+ Filter", Clear, and the order in words. All of it lives in the address. */
export function FilterBar({ params, words, choices, unit }: FilterBarProps) {
  const order = sortInWords(params);
  return (
    <div className={classes.bar}>
      <SearchField key={params.q} params={params} />
      {words
        .filter((word) => word.key !== "q")
        .map((word) => (
          <FilterChip key={word.key} label={word.label} value={word.value} removeHref={customersLink(path, fromTheTop(params, word.without))} />
        ))}
      <FilterMenu params={params} path={path} choices={choices} unit={unit} />
      {words.filter((word) => word.isOfOrder === true).length > 1 && <span className={classes.together}>all in one order</span>}
      {words.length > 0 && (
        <Link href={customersLink(path, fromTheTop(params, withoutFilters))} className={classes.clear}>
          Clear
        </Link>
      )}
      <span className={classes.order}>
        Sorted by <strong>{order.what}</strong>, {order.way}
      </span>
    </div>
  );
}
