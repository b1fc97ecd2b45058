import Link from "@/components/ui/link";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

type PageHeaderProps = {
  title: string;
  /** before the title: glyph; after it: badges */
  before?: ReactNode;
  after?: ReactNode;
  crumbs?: readonly { href: string; label: string }[];
  /** the finding, then its scope */
  finding?: string;
  scope?: ReactNode;
  actions?: ReactNode;
};

/** Crumb, title, one sentence, actions on the right. */
export function PageHeader({ title, before, after, crumbs = [], finding, scope, actions }: PageHeaderProps) {
  return (
    <div className={classes.root}>
      <div className={classes.words}>
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className={classes.crumbs}>
            {crumbs.map((crumb, i) => (
              <span key={crumb.href}>
                {i > 0 && " / "}
                <Link href={crumb.href}>{crumb.label}</Link>
              </span>
            ))}
          </nav>
        )}
        <div className={classes.title}>
          {before}
          <h1>{title}</h1>
          {after}
        </div>
        {(finding !== undefined || scope !== undefined) && (
          <p className={classes.sentence}>
            {finding !== undefined && <strong>{finding} </strong>}
            {scope}
          </p>
        )}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
