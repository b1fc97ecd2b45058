"use client";

import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import Link from "@/components/ui/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { Role } from "@/lib/types/roles";
import { isWithin } from "../ui/address";
import { carriedLook } from "./carried-look";
import { destinationsFor } from "./destinations";
import classes from "./shell.module.css";

const tabCount = 3;

/** Bottom tabs of the phone: the first screens, the others behind "More". */
export function PhoneTabs({ role }: { role: Role }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const places = destinationsFor(role);
  const more = places.slice(tabCount);
  const isMore = more.some((place) => isWithin(pathname, place.href));
  return (
    <nav className={classes.tabs} aria-label="Screens">
      {places.slice(0, tabCount).map((place) => (
        <Link
          prefetch="auto"
          key={place.href}
          href={carriedLook(place.href, pathname, params)}
          className={classes.tab}
          aria-current={isWithin(pathname, place.href) ? "page" : undefined}
        >
          <place.icon size={20} stroke={1.6} aria-hidden="true" />
          {place.label}
        </Link>
      ))}
      <Menu position="top-end" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.tab} data-active={isMore || undefined}>
            <IconDots size={20} stroke={1.6} aria-hidden="true" />
            More
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {more.map((place) => (
            <Menu.Item key={place.href} component={Link} href={carriedLook(place.href, pathname, params)} leftSection={<place.icon size={18} stroke={1.6} />} mih={44}>
              {place.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
