"use client";

import { Button, Checkbox, Group, ScrollArea, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

export type Choice = { value: string; label: string };

type ChooseManyProps = { label: string; choices: readonly Choice[]; chosen: readonly string[]; onApply: (chosen: string[]) => void };

/** A longer list has a field to find a choice in it. */
const fewChoices = 15;
const shownChoices = 80;

/** Any number of choices, applied together; what is chosen stays in sight while others are looked for. */
export function ChooseMany({ label, choices, chosen, onApply }: ChooseManyProps) {
  const [values, setValues] = useState([...chosen]);
  const [sought, setSought] = useState("");
  const text = sought.trim().toLowerCase();
  const found = choices.filter((choice) => values.includes(choice.value) || choice.label.toLowerCase().includes(text)).slice(0, shownChoices);
  return (
    <Stack gap="sm">
      {choices.length > fewChoices && <TextInput type="search" aria-label={`Find in ${label}`} placeholder="Find" value={sought} onChange={(event) => setSought(event.currentTarget.value)} />}
      <Checkbox.Group label={label} value={values} onChange={setValues}>
        <ScrollArea.Autosize mah={260} type="auto" mt={6}>
          <Stack gap={6}>
            {found.map((choice) => (
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
