import { IconUsersMinus } from "@tabler/icons-react";
import type { Method } from "@/lib/types/segmentation";
import { ButtonLink } from "../ui/button-link";
import { PageHeader } from "../ui/page-header";
import { EmptyState } from "../ui/states";
import { MethodTabs, type MethodTab } from "./method-tabs";
import classes from "./segments.module.css";

type EmptyRunProps = { title: string; text: string; tabs: readonly MethodTab[]; method: Method; /** the way on; null where this person has none */ next: { href: string; label: string } | null };

/** A run nobody belongs to: what is the matter, and what to do, instead of cards that are all zero. */
export function EmptyRun({ title, text, tabs, method, next }: EmptyRunProps) {
  return (
    <>
      <PageHeader title="Segments" />
      <div className={classes.bar}><MethodTabs tabs={tabs} current={method} /></div>
      <EmptyState title={title} icon={IconUsersMinus} action={next === null ? undefined : <ButtonLink href={next.href}>{next.label}</ButtonLink>}>{text}</EmptyState>
    </>
  );
}
