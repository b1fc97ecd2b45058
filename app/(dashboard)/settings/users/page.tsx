import type { Metadata } from "next";
import { AddUserForm } from "@/components/settings/add-user-form";
import classes from "@/components/settings/settings.module.css";
import { UserControls } from "@/components/settings/user-controls";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { TableCard } from "@/components/ui/table-card";
import { requirePage } from "@/lib/auth/guards";
import { may } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format/date";
import { plural } from "@/lib/format/words";
import { getShop } from "@/lib/store/shop";
import { listUsers } from "@/lib/store/users";
import type { User } from "@/lib/types/user";
import { addUserAction, resetPasswordAction, setUserDisabledAction, setUserRoleAction } from "./actions";

export const metadata: Metadata = { title: "Users and roles" };

const columns = [
  { key: "email", label: "Account" },
  { key: "name", label: "Name" },
  { key: "state", label: "State" },
  { key: "seen", label: "Last sign-in" },
  { key: "controls", label: "Role and access" },
];

function stateOf(user: User) {
  if (user.disabled) return <Badge tone="plain">disabled</Badge>;
  return user.mustChangePassword ? <Badge tone="warn">first password</Badge> : <Badge tone="good">active</Badge>;
}

export default async function UsersPage() {
  const actor = await requirePage(may.manageUsers);
  const [users, shop] = await Promise.all([listUsers(), getShop()]);
  const actions = { setRole: setUserRoleAction, setDisabled: setUserDisabledAction, resetPassword: resetPasswordAction };
  const rows = users.map((user) => ({
    id: user.id,
    cells: {
      email: user.email,
      name: user.name,
      state: stateOf(user),
      seen: user.lastSignInAt === null ? "never" : formatMoment(user.lastSignInAt, shop.locale, shop.timeZone),
      controls: <UserControls id={user.id} email={user.email} role={user.role} disabled={user.disabled} isSelf={user.id === actor.id} actions={actions} />,
    },
  }));
  const unused = users.filter(({ disabled, mustChangePassword }) => !disabled && mustChangePassword).length;
  const words = unused === 0 ? "Everybody has chosen a password." : `${plural(unused, String(unused), "account")} still with the first password.`;
  return (
    <>
      <PageHeader title="Users and roles" crumbs={[{ href: "/account", label: "Account" }]} scope="A change of role or password ends the sessions of that account." />
      <div className={classes.stack}>
        <Card title="Add a user" note="The first password is shown once and must be changed at sign-in.">
          <AddUserForm action={addUserAction} />
        </Card>
        <TableCard title={plural(users.length, String(users.length), "account")} note={words} caption="Accounts" columns={columns} rows={rows} />
      </div>
    </>
  );
}
