import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/sign-in/auth-frame";
import { ChangePasswordForm } from "@/components/sign-in/change-password-form";
import classes from "@/components/sign-in/sign-in.module.css";
import { currentUser } from "@/lib/auth/session";
import packageFile from "@/package.json";
import { changePasswordAction } from "./actions";

export const metadata: Metadata = { title: "Choose a password" };

/** The one page an account with its first password may see, so it asks for the session itself. */
export default async function ChangePasswordPage() {
  const user = await currentUser();
  if (user === null) redirect("/sign-in");
  return (
    <AuthFrame version={packageFile.version}>
      <h1>Choose a password</h1>
      <p className={classes.lead}>{user.mustChangePassword ? `The first password of ${user.email} was only for this moment.` : user.email}</p>
      <ChangePasswordForm action={changePasswordAction} doneHref="/overview" />
    </AuthFrame>
  );
}
