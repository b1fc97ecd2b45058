"use client";

import { Select, SimpleGrid } from "@mantine/core";
import classes from "./imports.module.css";

export type Mapping = Readonly<Record<string, string>>;

type ColumnMappingProps = {
  /** header of the chosen file */
  header: readonly string[];
  required: readonly string[];
  optional: readonly string[];
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
};

const dialects = [
  { key: "dateOrder", label: "Dates are written", choices: [{ value: "ymd", label: "year first" }, { value: "dmy", label: "day first" }, { value: "mdy", label: "month first" }] },
  { key: "decimal", label: "Decimals are written", choices: [{ value: ".", label: "with a point" }, { value: ",", label: "with a comma" }] },
  { key: "rows", label: "A row is", choices: [{ value: "order", label: "an order" }, { value: "line", label: "a line of an order" }] },
] as const;

/** Which of the file's columns is which of ours; asked once, where names differ. */
export function ColumnMapping({ header, required, optional, mapping, onChange }: ColumnMappingProps) {
  const set = (key: string, value: string | null): void => {
    const rest = Object.fromEntries(Object.entries(mapping).filter(([other]) => other !== key));
    onChange(value === null ? rest : { ...rest, [key]: value });
  };
  const columns = [...new Set(header)];
  const same = (ours: string): string | null => columns.find((theirs) => theirs.trim().toLowerCase() === ours) ?? null;
  return (
    <fieldset className={classes.mapping}>
      <legend>Columns of the file</legend>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        {[...required, ...optional].map((ours) => (
          <Select
            key={ours}
            label={ours.replaceAll("_", " ")}
            required={required.includes(ours)}
            data={columns}
            value={mapping[ours] ?? same(ours)}
            placeholder={required.includes(ours) ? "choose" : "not in the file"}
            clearable
            searchable
            onChange={(value) => set(ours, value)}
          />
        ))}
        {dialects.map(({ key, label, choices }) => (
          <Select key={key} label={label} data={[...choices]} value={mapping[key] ?? null} placeholder="as the file shows" clearable onChange={(value) => set(key, value)} />
        ))}
      </SimpleGrid>
    </fieldset>
  );
}
