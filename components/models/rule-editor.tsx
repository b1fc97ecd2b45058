"use client";

import { Button, Group, SegmentedControl, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import { listWords, plural } from "@/lib/format/words";
import { idle, type ActionState } from "@/lib/types/action";
import type { RfmAxis, RfmRuleTable } from "@/lib/types/rfm";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { FormError } from "../ui/form-error";
import { ownFields } from "../ui/own-fields";
import classes from "./rules.module.css";
import { assignCell, clearCell, draftOf, faultsOf, type DraftFaults, type RuleDraft, tableOf, withBins, withoutName } from "./rule-draft";
import { RuleGrid } from "./rule-grid";
import { RuleNames } from "./rule-names";

type RuleEditorProps = {
  /** null = saved as a new table */
  id: number | null;
  name: string;
  table: RfmRuleTable;
  locale: string;
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const mostNames = 25;

function faultWords({ gaps, names }: DraftFaults): string | null {
  const parts = [
    ...(gaps.length > 0 ? [`${plural(gaps.length, String(gaps.length), "cell")} without a name: ${gaps.slice(0, 6).map((cell) => `R${cell[0]}·${cell[1]}`).join(", ")}${gaps.length > 6 ? " …" : ""}`] : []),
    ...(names.some((name) => name === "") ? ["a name in use is empty"] : []),
    ...(names.some((name) => name !== "") ? [`written twice, so two rules would overlap: ${listWords([...new Set(names.filter((name) => name !== ""))])}`] : []),
  ];
  return parts.length === 0 ? null : parts.join("; ");
}

function Shape({ draft, onChange }: { draft: RuleDraft; onChange: (draft: RuleDraft) => void }) {
  return (
    <Group gap="sm">
      <SegmentedControl size="xs" aria-label="Scores on either axis" value={String(draft.bins)} onChange={(bins) => onChange(withBins(draft, Number(bins)))} data={["3", "4", "5"].map((value) => ({ value, label: `${value} by ${value}` }))} />
      <SegmentedControl
        size="xs" aria-label="Second axis" value={draft.axis}
        // the values are exactly the axes
        onChange={(axis) => onChange({ ...draft, axis: axis as RfmAxis })}
        data={[{ value: "frequency", label: "Orders (F)" }, { value: "frequencyAndMonetary", label: "Orders and spend (FM)" }]}
      />
    </Group>
  );
}

/** Edits a rule table on its grid. What has a gap or an overlap cannot be saved, here or by the server. */
export function RuleEditor({ id, name, table, locale, action }: RuleEditorProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(table));
  const [active, setActive] = useState(0);
  const [state, submit, isPending] = useActionState((before: ActionState, form: FormData) => action(before, ownFields(form)), idle);
  const savedId = state.status === "done" ? state.id : null;
  useEffect(() => {
    if (savedId !== null) router.replace(`/models/rules?table=own-${savedId}`);
  }, [savedId, router]);
  const faults = faultWords(faultsOf(draft));
  const rename = (at: number, text: string): void => setDraft({ ...draft, names: draft.names.map((old, i) => (i === at ? text : old)) });
  const remove = (at: number): void => {
    setDraft(withoutName(draft, at));
    setActive(Math.max(0, active > at || active === draft.names.length - 1 ? active - 1 : active));
  };
  return (
    <div className={classes.editor}>
      <Card title="Cells" note="Rows: recency, columns: the second score, high is good. Choose a name, then click or drag over cells. Keyboard: arrows move, Space gives, Delete clears." actions={<Shape draft={draft} onChange={setDraft} />}>
        <RuleGrid draft={draft} active={active} onAssign={(cell, isToggle) => setDraft((now) => assignCell(now, cell, active, isToggle))} onClear={(cell) => setDraft((now) => clearCell(now, cell))} />
        <p className={classes.faults} role="status">
          {faults === null ? <><Badge tone="good">sound</Badge> Every cell has exactly one name.</> : <><Badge tone="warn">cannot be saved</Badge> {faults}.</>}
        </p>
      </Card>
      <Card title="Names" note="A name without a cell is left out when saving.">
        <RuleNames
          draft={draft} active={active} most={mostNames} locale={locale} onChoose={setActive} onRename={rename} onRemove={remove}
          onAdd={() => { setDraft({ ...draft, names: [...draft.names, ""] }); setActive(draft.names.length); }}
        />
        <form action={submit} className={classes.save}>
          <FormError state={state} />
          {id !== null && <input type="hidden" name="id" value={id} />}
          <input type="hidden" name="table" value={JSON.stringify(tableOf(draft))} />
          <TextInput name="name" label="Name of the table" defaultValue={name} maxLength={60} required />
          <Group justify="flex-end" gap="sm">
            <span role="status">{state.status === "done" ? state.message : ""}</span>
            <Button type="submit" disabled={faults !== null} loading={isPending}>{id === null ? "Save as a new table" : "Save the rules"}</Button>
          </Group>
        </form>
      </Card>
    </div>
  );
}
