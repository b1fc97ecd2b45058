"use client";

import { Button, Checkbox, Group, ScrollArea, Stack } from "@mantine/core";
import { useState } from "react";

export type Choice = { value: string; label: string };

type ChooseManyProps = { label: string; choices: readonly Choice[]; chosen: readonly string[]; onApply: (chosen: string[]) => void };

/** Any number of choices, applied together. */
export function ChooseMany({ label, choices, chosen, onApply }: ChooseManyProps) {
  const [values, setValues] = useState([...chosen]);
  return (
    <Stack gap="sm">
      <Checkbox.Group label={label} value={values} onChange={setValues}>
        <ScrollArea.Autosize mah={260} type="auto" mt={6}>
          <Stack gap={6}>
            {choices.map((choice) => (
              <Checkbox key={choice.value} size="xs" value={choice.value} label={choice.label} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
      <Group justify="flex-end">
        <Button size="compact-sm" onClick={() => onApply(values)}>
          Apply
        </Button>
      </Group>
    </Stack>
  );
}
