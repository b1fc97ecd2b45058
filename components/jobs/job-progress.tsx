"use client";

import { Button, Progress } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { formatTimeLeft } from "@/lib/format/duration";
import { formatNumber, formatPercent } from "@/lib/format/number";
import { idle, type ActionState } from "@/lib/types/action";
import type { Progress as JobStage } from "@/lib/types/job";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { FormError } from "../ui/form-error";
import classes from "./job-progress.module.css";
import { hasEnded, type JobState, useJob } from "./use-job";

type JobProgressProps = {
  job: JobState;
  /** "Segmentation", "Import 15" */
  title: string;
  /** who began it, when and on what */
  note: string;
  /** names of the stages in order */
  stages: readonly string[];
  locale: string;
  /** where what it made is seen; `{id}` stands for the result */
  resultHref: string;
  resultLabel: string;
  cancelAction: ((state: ActionState, form: FormData) => Promise<ActionState>) | null;
};

function rowsText({ rows, rowsTotal }: JobStage, locale: string): string | null {
  if (rows === null) return null;
  const done = formatNumber(rows, locale);
  return rowsTotal === null ? `${done} rows` : `${done} of ${formatNumber(rowsTotal, locale)} rows`;
}

function headline({ title, locale }: JobProgressProps, { status, progress }: JobState): string {
  if (status === "queued") return `${title}: waiting for its turn`;
  if (status === "done") return `${title}: done`;
  if (status === "failed") return `${title} failed`;
  if (status === "cancelled") return `${title} cancelled`;
  if (progress === null) return `${title}: starting`;
  const rows = rowsText(progress, locale);
  return rows === null ? `${title}: ${formatPercent(progress.fraction, locale, 0)}` : `${title}: ${rows}`;
}

function Stages({ stages, job }: { stages: readonly string[]; job: JobState }) {
  // a dry run ends early: it says so by the number of its stages
  const own = stages.slice(0, job.progress?.steps ?? stages.length);
  const step = job.status === "done" ? own.length + 1 : (job.progress?.step ?? 0);
  return (
    <ol className={classes.stages}>
      {own.map((stage, i) => {
        const state = i + 1 < step ? "past" : i + 1 === step ? "now" : "next";
        return (
          <li key={stage} className={classes.stage} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <span className={classes.number} aria-hidden="true">
              {state === "past" ? <IconCheck size={12} stroke={2.2} /> : i + 1}
            </span>
            {stage}
            {state === "past" && <span className="visually-hidden"> done</span>}
          </li>
        );
      })}
    </ol>
  );
}

function CancelButton({ jobId, action }: { jobId: string; action: NonNullable<JobProgressProps["cancelAction"]> }) {
  const [state, submit, isPending] = useActionState(action, idle);
  return (
    <form action={submit}>
      <input type="hidden" name="id" value={jobId} />
      <Button type="submit" variant="default" color="red" size="compact-md" loading={isPending} disabled={state.status === "done"}>
        {state.status === "done" ? "Cancelling" : "Cancel"}
      </Button>
      {state.status === "failed" && <FormError state={state} />}
    </form>
  );
}

/** A running job: how far, how long, its stages, Cancel; at the end what came of it. */
export function JobProgress(props: JobProgressProps) {
  const router = useRouter();
  const job = useJob(props.job);
  const isOver = hasEnded(job);
  // the page around shows what the job changes
  useEffect(() => {
    if (isOver) router.refresh();
  }, [isOver, router]);
  const left = job.progress?.secondsLeft ?? null;
  return (
    <section className={classes.root} aria-label={props.title}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h2 aria-live="polite">{headline(props, job)}</h2>
          <p className={classes.note}>{props.note}</p>
        </div>
        {job.status === "running" && left !== null && <span className={classes.note}>{formatTimeLeft(left)}</span>}
        {!isOver && props.cancelAction !== null && <CancelButton jobId={job.id} action={props.cancelAction} />}
        {job.status === "done" && job.resultId !== null && (
          <ButtonLink href={props.resultHref.replace("{id}", encodeURIComponent(job.resultId))}>{props.resultLabel}</ButtonLink>
        )}
      </div>
      <Progress value={(job.status === "done" ? 1 : (job.progress?.fraction ?? 0)) * 100} color="ink" size={6} aria-label={`Progress of ${props.title}`} />
      <Stages stages={props.stages} job={job} />
      {job.error !== null && (
        <p className={classes.error} role="alert">
          <Badge tone={job.status === "cancelled" ? "plain" : "bad"}>{job.status}</Badge> {job.error}
        </p>
      )}
    </section>
  );
}
