"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown, IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useCallback, useState, useTransition } from "react";
import Link from "@/components/ui/link";
import { idle } from "@/lib/types/action";
import { type ViewAction, ViewDialog } from "./view-dialog";
import classes from "./view-tabs.module.css";

export type ViewTab = { id: number; name: string; href: string; isOwn: boolean; isShared: boolean; ownerName: string | null; isDefault: boolean };
export type ViewActions = { save: ViewAction; remove: ViewAction; openWith: ViewAction };

export type ViewTabsProps = {
  tabs: readonly ViewTab[];
  /** the page without any view */
  allHref: string;
  /** the view the address began as; null for none */
  current: number | null;
  /** the address asks for something else than the view by now */
  isEdited: boolean;
  /** what a view of this page would keep */
  query: string;
  /** address of this page; a view just saved is added to it */
  here: string;
  /** customers shown, as they are written */
  count: string;
  isAdmin: boolean;
  actions: ViewActions;
};

type Dialog = "none" | "new" | "rename";

function formOf(fields: Readonly<Record<string, string | number | boolean>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form;
}

function Tab({ href, isCurrent, count, isEdited, children, tab }: { href: string; isCurrent: boolean; count: string; isEdited: boolean; children: string; tab?: ViewTab }) {
  return (
    <Link href={href} className={classes.tab} aria-current={isCurrent ? "page" : undefined} prefetch={false} title={tab?.ownerName ? `Shared by ${tab.ownerName}` : undefined}>
      {tab?.isShared === true && <IconUsersGroup size={14} stroke={1.6} role="img" aria-label="Shared" />}
      {children}
      {isCurrent && <span className={classes.count}>{isEdited ? "edited" : count}</span>}
    </Link>
  );
}

/** Saved views above the table: open, keep, change, share and delete them. */
export function ViewTabs({ tabs, allHref, current, isEdited, query, here, count, isAdmin, actions }: ViewTabsProps) {
  const router = useRouter();
  const [dialog, setDialog] = useState<Dialog>("none");
  const [isPending, start] = useTransition();
  const shown = tabs.find(({ id }) => id === current);
  const send = (action: ViewAction, fields: Readonly<Record<string, string | number | boolean>>, after?: () => void): void =>
    start(async () => {
      const state = await action(idle, formOf(fields));
      if (state.status === "failed") notifications.show({ message: state.message, color: "red" });
      else if (after !== undefined) after();
    });
  const bringBack = (tab: ViewTab): void => {
    notifications.hide(`view-${tab.id}`);
    send(actions.remove, { id: tab.id, removed: false }, () => router.push(tab.href));
  };
  const remove = (tab: ViewTab): void =>
    send(actions.remove, { id: tab.id, removed: true }, () => {
      notifications.show({
        id: `view-${tab.id}`, autoClose: 15_000,
        message: <>“{tab.name}” is deleted. <Button size="compact-xs" variant="default" onClick={() => bringBack(tab)}>Undo</Button></>,
      });
      router.push(allHref);
    });
  const saved = useCallback(
    (id: string): void => {
      setDialog("none");
      const [path = "", rest] = here.split("?");
      const kept = new URLSearchParams(rest);
      kept.set("view", id);
      router.replace(`${path}?${kept}`, { scroll: false });
    },
    [here, router],
  );
  const flags = shown && { id: shown.id, name: shown.name, shared: shown.isShared, opensFirst: shown.isDefault };
  return (
    <div className={classes.bar}>
      <nav className={classes.tabs} aria-label="Views">
        <Tab href={allHref} isCurrent={shown === undefined} count={count} isEdited={false}>All customers</Tab>
        {tabs.map((tab) => (
          <Tab key={tab.id} href={tab.href} isCurrent={tab === shown} count={count} isEdited={isEdited} tab={tab}>{tab.name}</Tab>
        ))}
      </nav>
      {shown !== undefined && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={`Options of ${shown.name}`} loading={isPending}>
              <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {shown.isOwn && <Menu.Item disabled={!isEdited} onClick={() => send(actions.save, { ...flags, query })}>Save the changes</Menu.Item>}
            {isEdited && <Menu.Item component={Link} href={shown.href}>Discard the changes</Menu.Item>}
            {shown.isOwn && <Menu.Item onClick={() => setDialog("rename")}>Rename or share</Menu.Item>}
            <Menu.Item onClick={() => send(actions.openWith, shown.isDefault ? {} : { id: shown.id })}>{shown.isDefault ? "Open with all customers again" : "Open Customers with it"}</Menu.Item>
            {(shown.isOwn || isAdmin) && <Menu.Item color="red" onClick={() => remove(shown)}>Delete view</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />} onClick={() => setDialog("new")}>New view</Button>
      {dialog === "new" && <ViewDialog title="Keep this view" id={null} query={query} name="" isShared={false} isDefault={false} action={actions.save} onClose={() => setDialog("none")} onSaved={saved} />}
      {dialog === "rename" && shown !== undefined && (
        <ViewDialog title={`Rename or share ${shown.name}`} id={shown.id} query={null} name={shown.name} isShared={shown.isShared} isDefault={shown.isDefault} action={actions.save} onClose={() => setDialog("none")} onSaved={saved} />
      )}
    </div>
  );
}

/** What an old view asks for that is no longer there. */
export function ViewNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <div className={classes.notes} role="status">
      <strong>This view has aged.</strong> {notes.join(" ")}
    </div>
  );
}
