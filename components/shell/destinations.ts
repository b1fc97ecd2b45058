import {
  IconCalendarStats, IconChartHistogram, IconCirclesRelation, IconDatabaseImport, IconHierarchy3, IconLayoutDashboard, IconUserCircle, IconUsers, type Icon,
} from "@tabler/icons-react";
import type { Role } from "@/lib/types/roles";

export type Destination = { href: string; label: string; icon: Icon; group: number; roles: readonly Role[] | null };

/** The screens of the navigation, in its order; a rule is drawn between groups. `roles: null` = everybody. */
export const destinations: readonly Destination[] = [
  { href: "/overview", label: "Overview", icon: IconLayoutDashboard, group: 0, roles: null },
  { href: "/segments", label: "Segments", icon: IconCirclesRelation, group: 0, roles: null },
  { href: "/customers", label: "Customers", icon: IconUsers, group: 0, roles: null },
  { href: "/explore", label: "Explore", icon: IconChartHistogram, group: 0, roles: null },
  { href: "/models", label: "Models", icon: IconHierarchy3, group: 1, roles: null },
  { href: "/maintenance", label: "Maintenance", icon: IconCalendarStats, group: 1, roles: null },
  { href: "/imports", label: "Imports", icon: IconDatabaseImport, group: 2, roles: ["admin"] },
  { href: "/account", label: "Account", icon: IconUserCircle, group: 2, roles: null },
];

/** What a role finds in the navigation. */
export function destinationsFor(role: Role): Destination[] {
  return destinations.filter((place) => place.roles === null || place.roles.includes(role));
}

/** Whether an address belongs to a destination, its inner pages included. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

export const roleNames: Record<Role, string> = {
  marketer: "Marketer",
  manager: "Manager",
  campaignOwner: "Campaign owner",
  admin: "Admin",
};
