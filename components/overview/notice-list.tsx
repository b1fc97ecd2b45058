"use client";

import { ActionIcon, Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconChevronRight, IconInfoCircle, IconListCheck, IconX, type Icon } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import Link from "@/components/ui/link";
import { idle, type ActionState } from "@/lib/types/action";
import type { Notice, OwnNotice } from "@/lib/types/overview";
import { Card } from "../ui/card";
import classes from "./notice-list.module.css";

export type DismissAction = (state: ActionState, form: FormData) => Promise<ActionState>;

const icons: Record<Notice["tone"], Icon> = { warn: IconAlertTriangle, info: IconInfoCircle, plain: IconListCheck };

function NoticeLine({ notice }: { notice: Notice }) {
  const Mark = icons[notice.tone];
  return (
    <>
      <span className={classes.icon} data-tone={notice.tone}>
        <Mark size={14} stroke={1.8} aria-hidden="true" />
      </span>
      <span className={classes.words}>
        <strong>{notice.title}</strong>
        <span>{notice.text}</span>
      </span>
      {notice.href !== null && <IconChevronRight size={14} stroke={1.8} className={classes.arrow} aria-hidden="true" />}
    </>
  );
}

function NoticeRow({ notice, hasFocus, onDismiss }: { notice: OwnNotice; /** it has just come back */ hasFocus: boolean; onDismiss: () => void }) {
  return (
    <li className={classes.row}>
      {notice.href === null ? (
        <div className={classes.notice}><NoticeLine notice={notice} /></div>
      ) : (
        <Link href={notice.href} className={classes.notice}><NoticeLine notice={notice} /></Link>
      )}
      <ActionIcon variant="subtle" className={classes.dismiss} aria-label={`Dismiss: ${notice.title}`} title="Dismiss until it says something else" autoFocus={hasFocus} onClick={onDismiss}>
        <IconX size={14} stroke={1.8} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}

function Dismissed({ notices, onBringBack }: { notices: readonly OwnNotice[]; onBringBack: (notice: OwnNotice) => void }) {
  if (notices.length === 0) return null;
  return (
    <details className={classes.dismissed}>
      <summary>{notices.length} dismissed</summary>
      <ul>
        {notices.map((notice) => (
          <li key={notice.print}>
            <span>{notice.title}</span>
            <Button size="compact-xs" variant="default" aria-label={`Show again: ${notice.title}`} onClick={() => onBringBack(notice)}>Show again</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function noteOf(open: number, dismissed: number): string {
  if (open > 0) return open === 1 ? "1 notice" : `${open} notices`;
  return dismissed > 0 ? "Nothing new" : "Nothing stands out";
}

/** What needs a look, computed by rules. Each can be put away until it says something else, and brought back. */
export function NoticeList({ notices, action }: { notices: readonly OwnNotice[]; action: DismissAction }) {
  // what was moved here, ahead of the answer
  const [moved, setMoved] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [last, setLast] = useState<OwnNotice | null>(null);
  const [, start] = useTransition();
  const isDismissed = (notice: OwnNotice): boolean => moved.get(notice.print) ?? notice.isDismissed;
  const move = (notice: OwnNotice, dismissed: boolean): void => {
    setMoved(new Map(moved).set(notice.print, dismissed));
    setLast(notice);
    start(async () => {
      const form = new FormData();
      form.set("print", notice.print);
      form.set("dismissed", String(dismissed));
      const state = await action(idle, form);
      if (state.status !== "failed") return;
      setMoved((now) => new Map(now).set(notice.print, !dismissed));
      notifications.show({ message: state.message, color: "red" });
    });
  };
  const open = notices.filter((notice) => !isDismissed(notice));
  const away = notices.filter(isDismissed);
  return (
    <Card title="Needs a look" note={noteOf(open.length, away.length)}>
      <ul className={classes.notices}>
        {open.map((notice) => <NoticeRow key={notice.print} notice={notice} hasFocus={notice.print === last?.print} onDismiss={() => move(notice, true)} />)}
      </ul>
      <div role="status" className={classes.status}>
        {last !== null && isDismissed(last) && (
          <>
            <span>“{last.title}” is dismissed until it says something else.</span>
            <Button key={last.print} size="compact-xs" variant="default" autoFocus onClick={() => move(last, false)}>Undo</Button>
          </>
        )}
      </div>
      <Dismissed notices={away.filter(({ print }) => print !== last?.print)} onBringBack={(notice) => move(notice, false)} />
    </Card>
  );
}
