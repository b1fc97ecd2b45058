import { IconUsersMinus } from "@tabler/icons-react";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/states";

type EmptyRunProps = { title: string; text: string; /** the way on; null where this person has none */ next: { href: string; label: string } | null };

/** A run nobody belongs to: what is the matter, and what to do, instead of figures that are all zero. */
export function EmptyRun({ title, text, next }: EmptyRunProps) {
  return <EmptyState title={title} icon={IconUsersMinus} action={next === null ? undefined : <ButtonLink href={next.href}>{next.label}</ButtonLink>}>{text}</EmptyState>;
}
