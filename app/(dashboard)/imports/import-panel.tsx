"use client";

import { Button, Select, Switch } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ColumnMapping, type Mapping } from "@/components/imports/column-mapping";
import { DropZone } from "@/components/imports/drop-zone";
import classes from "@/components/imports/imports.module.css";
import { idle, type ActionState } from "@/lib/types/action";
import { readHeader, uploadFiles } from "./upload-files";

type ImportPanelProps = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** the sample shop is what pages show: offer to replace it */
  hasSample: boolean;
  /** another import is at work */
  isBusy: boolean;
  columns: { required: readonly string[]; optional: readonly string[] };
  locale: string;
};

type Step = { status: "choosing"; problem: string | null } | { status: "sending"; stored: number };

const formats = [
  { value: "", label: "Recognise it from the columns" },
  { value: "olist", label: "Olist" },
  { value: "generic", label: "Generic orders, map the columns" },
];

/** Files, how to read them, and whether to try first; then upload and hand over to the worker. */
export function ImportPanel({ action, hasSample, isBusy, columns, locale }: ImportPanelProps) {
  const router = useRouter();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [format, setFormat] = useState("");
  const [header, setHeader] = useState<readonly string[]>([]);
  const [mapping, setMapping] = useState<Mapping>({});
  const [dryRun, setDryRun] = useState(true);
  const [replaceSample, setReplaceSample] = useState(hasSample);
  const [step, setStep] = useState<Step>({ status: "choosing", problem: null });
  const isSending = step.status === "sending";

  const chooseFiles = (chosen: readonly File[]): void => {
    setFiles(chosen);
    setStep({ status: "choosing", problem: null });
    const [first] = chosen;
    void (first === undefined ? Promise.resolve([]) : readHeader(first)).then(setHeader);
  };

  const start = async (): Promise<void> => {
    setStep({ status: "sending", stored: 0 });
    try {
      const form = new FormData();
      form.set("uploadId", await uploadFiles(files, (stored) => setStep({ status: "sending", stored })));
      form.set("format", format);
      if (format === "generic") form.set("map", JSON.stringify(mapping));
      form.set("dryRun", String(dryRun));
      form.set("replaceSample", String(hasSample && replaceSample));
      const state = await action(idle, form);
      setStep({ status: "choosing", problem: state.status === "failed" ? state.message : null });
      if (state.status !== "done") return;
      if (!dryRun) setFiles([]);
      router.push(`/imports?job=${state.id}`);
    } catch (error) {
      // uploadFiles raises sentences of ours; the action answers instead of raising
      setStep({ status: "choosing", problem: error instanceof Error ? error.message : "The upload failed. Nothing was imported." });
    }
  };

  return (
    <div className={classes.panel}>
      <DropZone files={files} isBusy={isSending} locale={locale} onChange={chooseFiles} />
      <Select label="Format" data={formats} value={format} allowDeselect={false} onChange={(value) => setFormat(value ?? "")} />
      {format === "generic" && header.length > 0 && <ColumnMapping header={header} {...columns} mapping={mapping} onChange={setMapping} />}
      <Switch label="Dry run first, publish nothing" checked={dryRun} onChange={(event) => setDryRun(event.currentTarget.checked)} />
      {hasSample && (
        <Switch
          label="Replace the sample shop"
          description="The made-up orders are undone in the same moment."
          checked={replaceSample}
          onChange={(event) => setReplaceSample(event.currentTarget.checked)}
        />
      )}
      {step.status === "choosing" && step.problem !== null && (
        <p role="alert" className={classes.error}>
          <IconAlertCircle size={16} stroke={1.8} aria-hidden="true" /> {step.problem}
        </p>
      )}
      <Button disabled={files.length === 0 || isBusy} loading={isSending} onClick={() => void start()}>
        {dryRun ? "Try the import" : "Import"}
      </Button>
      <p className={classes.dim} aria-live="polite">
        {isSending ? `${step.stored} of ${files.length} files sent` : isBusy ? "Another import is at work; wait for it." : "Pages keep the old snapshot until the import is published."}
      </p>
    </div>
  );
}
