import type { ReactNode } from "react";
import { BrandMark } from "../shell/brand-mark";
import { SignInPicture } from "./sign-in-picture";
import classes from "./sign-in.module.css";

/** The calm frame of signing in: form on the left, a fixed drawing on the right. */
export function AuthFrame({ version, children }: { version: string; children: ReactNode }) {
  return (
    <div className={classes.root}>
      <main className={classes.left}>
        <p className={classes.brand}><BrandMark size={22} /> Clientele</p>
        <div className={classes.form}>{children}</div>
        <p className={classes.version}>Version {version}</p>
      </main>
      <aside className={classes.right}>
        <SignInPicture />
        <p>An illustration with made-up customers: average payment against days since the last order.</p>
      </aside>
    </div>
  );
}
