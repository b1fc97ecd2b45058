"use client";

import { Button, Group, NumberInput, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { isoDay } from "@/lib/format/date";
import { dayOfIso } from "@/lib/format/iso-day";
import type { Range } from "@/lib/types/customer-filter";
import { type Choice, ChooseMany } from "../ui/choose-many";
import type { ChoiceList, FilterKind } from "./filter-kinds";
import type { CustomersParams } from "./search-params";
import { parseAsLateness } from "./url-parsers";

export type FilterChange = Partial<CustomersParams>;
export type FilterChoices = Readonly<Record<ChoiceList, readonly Choice[]>>;
export type { Choice };

function Apply({ onClick, isEmpty = false }: { onClick: () => void; isEmpty?: boolean }) {
  return (
    <Group justify="flex-end">
      <Button size="compact-sm" onClick={onClick} disabled={isEmpty}>
        Apply
      </Button>
    </Group>
  );
}

type RangeEditorProps = { label: string; range: Range; onApply: (range: Range) => void };

const bound = (value: string | number): number | null => (typeof value === "number" ? value : null);

/** Two bounds, both inclusive, either may stay empty. */
export function RangeEditor({ label, range, step, onApply }: RangeEditorProps & { step: number }) {
  const [min, setMin] = useState<string | number>(range.min ?? "");
  const [max, setMax] = useState<string | number>(range.max ?? "");
  const isTurned = bound(min) !== null && bound(max) !== null && Number(min) > Number(max);
  return (
    <Stack gap="sm">
      <Group grow gap="sm" align="flex-start">
        <NumberInput label={`${label} from`} value={min} onChange={setMin} min={0} step={step} decimalScale={2} allowNegative={false} />
        <NumberInput
          label="up to" value={max} onChange={setMax} min={0} step={step} decimalScale={2} allowNegative={false}
          error={isTurned ? "below the lower bound" : undefined}
        />
      </Group>
      <Apply isEmpty={isTurned} onClick={() => onApply({ min: bound(min), max: bound(max) })} />
    </Stack>
  );
}

const isoOrNone = (day: number | null): string => (day === null ? "" : isoDay(day));

/** Two calendar days of the shop, both included, either may stay empty. */
function DatesEditor({ label, range, onApply }: RangeEditorProps) {
  const [from, setFrom] = useState(isoOrNone(range.min));
  const [to, setTo] = useState(isoOrNone(range.max));
  const days = { min: dayOfIso(from), max: dayOfIso(to) };
  const isTurned = days.min !== null && days.max !== null && days.min > days.max;
  return (
    <Stack gap="sm">
      <TextInput type="date" label={`${label} from`} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <TextInput type="date" label="up to" value={to} onChange={(event) => setTo(event.currentTarget.value)} error={isTurned ? "before the first day" : undefined} />
      <Apply isEmpty={isTurned} onClick={() => onApply(days)} />
    </Stack>
  );
}

type OneEditorProps = { hint: string; options: readonly Choice[]; chosen: string | null; onApply: (value: string) => void };

function OneEditor({ hint, options, chosen, onApply }: OneEditorProps) {
  const [value, setValue] = useState(chosen ?? options[0]?.value ?? "");
  return (
    <Stack gap="sm">
      <Radio.Group label={hint} value={value} onChange={setValue}>
        <Stack gap={6} mt={6}>
          {options.map((option) => (
            <Radio key={option.value} size="xs" value={option.value} label={option.label} />
          ))}
        </Stack>
      </Radio.Group>
      <Apply onClick={() => onApply(value)} />
    </Stack>
  );
}

/** What a choice of one means in the address. */
function oneChange(id: "late" | "consent" | "lateness", value: string): FilterChange {
  if (id === "late") return { late: value === "never" ? "never" : "ever" };
  if (id === "consent") return { consent: value === "no" || value === "unknown" ? value : "yes" };
  const lateness = parseAsLateness.parse(value);
  return lateness === null ? {} : { lateness };
}

type FilterEditorProps = { kind: FilterKind; params: CustomersParams; choices: FilterChoices; unit: string; onApply: (change: FilterChange) => void };

/** The values of one filter. */
export function FilterEditor({ kind, params, choices, unit, onApply }: FilterEditorProps) {
  const label = "isMoney" in kind ? `${kind.label}, ${unit},` : kind.label;
  switch (kind.edit) {
    case "texts":
      return <ChooseMany label={label} choices={choices[kind.from]} chosen={params[kind.id]} onApply={(values) => onApply({ [kind.id]: values.sort() })} />;
    case "numbers":
      return <ChooseMany label={label} choices={choices[kind.from]} chosen={params[kind.id].map(String)} onApply={(values) => onApply({ [kind.id]: values.map(Number).sort((a, b) => a - b) })} />;
    case "range":
      return <RangeEditor label={label} range={params[kind.id]} step={kind.step} onApply={(range) => onApply({ [kind.id]: range })} />;
    case "dates":
      return <DatesEditor label={label} range={params[kind.id]} onApply={(range) => onApply({ [kind.id]: range })} />;
    case "one": {
      const chosen = kind.id === "lateness" ? parseAsLateness.serialize(params.lateness) : params[kind.id];
      const known = kind.options.some((option) => option.value === chosen) ? chosen : null;
      return <OneEditor hint={kind.hint} options={kind.options} chosen={known} onApply={(value) => onApply(oneChange(kind.id, value))} />;
    }
    case "switch":
      return null;
  }
}
