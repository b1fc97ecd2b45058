"use client";

import Link from "@/components/ui/link";
import { usePathname, useSearchParams } from "next/navigation";
import { Fragment } from "react";
import type { Role } from "@/lib/types/roles";
import { isWithin } from "../ui/address";
import { carriedLook } from "./carried-look";
import { destinationsFor } from "./destinations";
import classes from "./shell.module.css";

/** The list of screens, the present one marked. */
export function NavLinks({ role }: { role: Role }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const places = destinationsFor(role);
  return (
    <ul className={classes.links}>
      {places.map((place, i) => (
        <Fragment key={place.href}>
          {i > 0 && places[i - 1]?.group !== place.group && <li className={classes.rule} aria-hidden="true" />}
          <li>
            <Link
              prefetch="auto"
              href={carriedLook(place.href, pathname, params)}
              className={classes.link}
              aria-current={isWithin(pathname, place.href) ? "page" : undefined}
              title={place.label}
            >
              <place.icon size={17} stroke={1.6} aria-hidden="true" />
              <span className={classes.linkText}>{place.label}</span>
            </Link>
          </li>
        </Fragment>
      ))}
    </ul>
  );
}
