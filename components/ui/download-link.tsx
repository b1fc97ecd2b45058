import { IconDownload } from "@tabler/icons-react";
import classes from "./card.module.css";

/** A file to take away, at the top right of a card. */
export function DownloadLink({ href, children }: { href: string; children: string }) {
  return (
    <a className={classes.toggle} href={href} download>
      <IconDownload size={15} stroke={1.6} aria-hidden="true" /> {children}
    </a>
  );
}
