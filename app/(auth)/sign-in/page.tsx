import type { Metadata } from "next";
import { AuthFrame } from "@/components/sign-in/auth-frame";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import classes from "@/components/sign-in/sign-in.module.css";
import { getShop } from "@/lib/store/shop";
import packageFile from "@/package.json";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const [shop, { next }] = await Promise.all([getShop(), searchParams]);
  return (
    <AuthFrame version={packageFile.version}>
      <h1>Sign in to {shop.name}</h1>
      <p className={classes.lead}>Use the account your admin gave you.</p>
      <SignInForm action={signInAction} next={typeof next === "string" ? next : null} />
      <p className={classes.hint}>
        Forgotten the password? An admin can set a new one. Ten failed attempts lock the account for 15 minutes.
      </p>
    </AuthFrame>
  );
}
