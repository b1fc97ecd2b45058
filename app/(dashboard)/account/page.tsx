import type { Metadata } from "next";
import { ChangePasswordForm } from "@/components/sign-in/change-password-form";
import { SignOutForm } from "@/components/settings/sign-out-form";
import { roleNames } from "@/components/shell/destinations";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import classes from "@/components/settings/settings.module.css";
import { changePasswordAction } from "@/app/(auth)/change-password/actions";
import { requirePage } from "@/lib/auth/guards";
import { canDo } from "@/lib/auth/permissions";
import { signOutAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const actor = await requirePage();
  return (
    <>
      <PageHeader
        title={actor.name}
        scope={`${actor.email}, ${roleNames[actor.role]}`}
        actions={
          <>
            <ButtonLink href="/settings/shop" variant="default">Shop settings</ButtonLink>
            {canDo(actor.role, "manageUsers") && <ButtonLink href="/settings/users" variant="default">Users and roles</ButtonLink>}
          </>
        }
      />
      <div className={classes.cards}>
        <Card title="Password" note="Ends every other session of this account.">
          <ChangePasswordForm action={changePasswordAction} doneHref={null} />
        </Card>
        <Card title="Sign out" note="Here and on every other device.">
          <SignOutForm action={signOutAction} />
        </Card>
      </div>
    </>
  );
}
