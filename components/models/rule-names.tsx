"use client";

import { ActionIcon, Button, Radio, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { formatNumber } from "@/lib/format/number";
import { plural } from "@/lib/format/words";
import classes from "./rules.module.css";
import type { RuleDraft } from "./rule-draft";

type RuleNamesProps = {
  draft: RuleDraft;
  active: number;
  most: number;
  locale: string;
  onChoose: (name: number) => void;
  onRename: (name: number, text: string) => void;
  onRemove: (name: number) => void;
  onAdd: () => void;
};

/** The names of the rules: the chosen one is what a cell is given. */
export function RuleNames({ draft, active, most, locale, onChoose, onRename, onRemove, onAdd }: RuleNamesProps) {
  const count = (name: number): number => Object.values(draft.cells).filter((i) => i === name).length;
  return (
    <div className={classes.names} role="radiogroup" aria-label="Name that cells are given">
      {draft.names.map((name, i) => (
        <div key={i} className={classes.nameRow} data-active={i === active || undefined}>
          <Radio size="xs" checked={i === active} onChange={() => onChoose(i)} name="active-rule" aria-label={`Give cells the name ${name === "" ? `number ${i + 1}` : name}`} />
          <TextInput size="xs" value={name} onChange={(event) => onRename(i, event.currentTarget.value)} onFocus={() => onChoose(i)} maxLength={40} aria-label={`Name ${i + 1}`} />
          <span className={classes.count}>{plural(count(i), formatNumber(count(i), locale), "cell")}</span>
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name === "" ? `name ${i + 1}` : name}`} onClick={() => onRemove(i)} disabled={draft.names.length < 2}>
            <IconTrash size={15} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      {draft.names.length < most && (
        <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={onAdd}>Add a name</Button>
      )}
    </div>
  );
}
