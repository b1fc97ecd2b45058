import Link from "@/components/ui/link";
import type { ReactNode } from "react";
import type { Role } from "@/lib/types/roles";
import { type DataDays, PastDayNote } from "./as-of-control";
import { BrandMark } from "./brand-mark";
import { roleNames } from "./destinations";
import { HeaderControls, type HeaderChoices } from "./header-controls";
import { NavLinks } from "./nav-links";
import { PhoneTabs } from "./phone-tabs";
import type { SearchSegment } from "./palette-actions";
import classes from "./shell.module.css";
import { ThemeToggle } from "./theme-toggle";

export type ShellFacts = {
  shopName: string;
  /** other settings are on their way; pages show those before */
  isShopChanging: boolean;
  user: { name: string; role: Role };
  /** day of the last sale, written out; null before the first import */
  asOf: string | null;
  /** first and last day of the data */
  days: DataDays | null;
  /** two short lines about the live segmentation; null before the first run */
  live: { what: string; when: string } | null;
  choices: HeaderChoices;
  segments: readonly SearchSegment[];
};

const initials = (name: string): string =>
  name.split(/\s+/).filter(Boolean).map((word) => word.slice(0, 1).toUpperCase()).slice(0, 2).join("");

function NavigationFoot({ live, user }: Pick<ShellFacts, "live" | "user">) {
  return (
    <div className={classes.foot}>
      {live === null ? (
        <p className={classes.footLive}>
          <span className={classes.dotOff} aria-hidden="true" />
          <span className={classes.linkText}>No segmentation yet</span>
        </p>
      ) : (
        <div className={classes.footLive}>
          <span className={classes.dot} aria-hidden="true" />
          <div className={classes.linkText}>
            <strong>Live segmentation</strong>
            <div>{live.what}</div>
            <div>{live.when}</div>
          </div>
        </div>
      )}
      <Link href="/account" className={classes.user}>
        <span className={classes.avatar} aria-hidden="true">{initials(user.name)}</span>
        <span className={classes.linkText}>
          <strong>{user.name}</strong>
          <br />
          {roleNames[user.role]}
        </span>
      </Link>
    </div>
  );
}

/** The frame of every signed-in screen: navigation, header, content, and tabs on the phone. */
export function Shell({ facts, search, children }: { facts: ShellFacts; search: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.root}>
      <a href="#content" className={classes.skip}>Skip to content</a>
      <nav className={classes.navigation} aria-label="Main">
        <Link href="/overview" className={classes.brand}>
          <BrandMark />
          <span className={classes.linkText}>
            <span className={classes.brandName}>Clientele</span>
            <span className={classes.shopName}>{facts.shopName}</span>
          </span>
        </Link>
        <NavLinks role={facts.user.role} />
        <NavigationFoot live={facts.live} user={facts.user} />
      </nav>
      <header className={classes.header}>
        <Link href="/overview" className={classes.phoneBrand}>
          <BrandMark /> <strong>Clientele</strong> <span className={classes.shopName}>{facts.shopName}</span>
        </Link>
        <HeaderControls asOf={facts.asOf} days={facts.days} choices={facts.choices} />
        <div className={classes.headerRight}>
          {search}
          <ThemeToggle />
        </div>
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        <PastDayNote days={facts.days} />
        {facts.isShopChanging && (
          <p className={classes.past} role="status">
            <span><strong>Shop settings are being applied.</strong> Until the orders are counted anew, figures are those of the settings before.</span>
          </p>
        )}
        {children}
        <div id="overlays" />
      </main>
      <PhoneTabs role={facts.user.role} />
    </div>
  );
}
