import { IconAlertTriangle, IconChevronRight, IconInfoCircle, IconListCheck, type Icon } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import type { Notice } from "@/lib/types/overview";
import { Card } from "../ui/card";
import classes from "./overview.module.css";

const icons: Record<Notice["tone"], Icon> = { warn: IconAlertTriangle, info: IconInfoCircle, plain: IconListCheck };

function NoticeLine({ notice }: { notice: Notice }) {
  const Mark = icons[notice.tone];
  return (
    <>
      <span className={classes.noticeIcon} data-tone={notice.tone}>
        <Mark size={14} stroke={1.8} aria-hidden="true" />
      </span>
      <span className={classes.noticeWords}>
        <strong>{notice.title}</strong>
        <span>{notice.text}</span>
      </span>
      {notice.href !== null && <IconChevronRight size={14} stroke={1.8} className={classes.noticeArrow} aria-hidden="true" />}
    </>
  );
}

/** What needs a look, computed by rules. */
export function NoticeList({ notices }: { notices: readonly Notice[] }) {
  const count = notices.length === 1 ? "1 notice" : `${notices.length} notices`;
  return (
    <Card title="Needs a look" note={notices.length === 0 ? "Nothing stands out" : count}>
      <ul className={classes.notices}>
        {notices.map((notice) => (
          <li key={notice.key}>
            {notice.href === null ? (
              <div className={classes.notice}><NoticeLine notice={notice} /></div>
            ) : (
              <Link href={notice.href} className={classes.notice}><NoticeLine notice={notice} /></Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
