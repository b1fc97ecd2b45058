"use client";

import { Button, Group, NumberInput, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { Range } from "@/lib/types/customer-filter";
import { type Choice, ChooseMany } from "../ui/choose-many";
import type { CustomersParams } from "./search-params";

export type FilterChange = Partial<CustomersParams>;
export type { Choice };

type EditorProps = { params: CustomersParams; onApply: (change: FilterChange) => void };

function Apply({ onClick, isEmpty = false }: { onClick: () => void; isEmpty?: boolean }) {
  return (
    <Group justify="flex-end">
      <Button size="compact-sm" onClick={onClick} disabled={isEmpty}>
        Apply
      </Button>
    </Group>
  );
}

export function SegmentEditor({ params, onApply, choices }: EditorProps & { choices: readonly Choice[] }) {
  const apply = (values: string[]): void => onApply({ segment: values.map(Number).sort((a, b) => a - b) });
  return <ChooseMany label="Personas" choices={choices} chosen={params.segment.map(String)} onApply={apply} />;
}

export function StateEditor({ params, onApply, choices }: EditorProps & { choices: readonly Choice[] }) {
  return <ChooseMany label="States" choices={choices} chosen={params.state} onApply={(values) => onApply({ state: values.sort() })} />;
}

type RangeEditorProps = { label: string; range: Range; step: number; onApply: (range: Range) => void };

const bound = (value: string | number): number | null => (typeof value === "number" ? value : null);

/** Two bounds, both inclusive, either may stay empty. */
export function RangeEditor({ label, range, step, onApply }: RangeEditorProps) {
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

export function ConsentEditor({ params, onApply }: EditorProps) {
  const [value, setValue] = useState<string>(params.consent ?? "yes");
  return (
    <Stack gap="sm">
      <Radio.Group label="E-mail consent" value={value} onChange={setValue}>
        <Stack gap={6} mt={6}>
          <Radio size="xs" value="yes" label="yes: may be written to" />
          <Radio size="xs" value="no" label="no: refused" />
          <Radio size="xs" value="unknown" label="unknown: never asked, never contacted" />
        </Stack>
      </Radio.Group>
      <Apply onClick={() => onApply({ consent: value === "no" || value === "unknown" ? value : "yes" })} />
    </Stack>
  );
}
