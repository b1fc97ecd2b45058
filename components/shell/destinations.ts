import {
  IconCalendarStats, IconChartHistogram, IconCirclesRelation, IconDatabaseImport, IconHierarchy3, IconLayoutDashboard, IconSettings, IconUserCircle, IconUsers, IconUsersGroup, type Icon,
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

/** Screens that lie within others: the palette leads there once their name is typed. */
const innerScreens: readonly Omit<Destination, "group">[] = [
  { href: "/segments/compare", label: "Compare personas", icon: IconCirclesRelation, roles: null },
  { href: "/customers/target-list", label: "Download a target list", icon: IconUsers, roles: ["campaignOwner", "admin"] },
  { href: "/models/migration", label: "Migration between personas", icon: IconHierarchy3, roles: null },
  { href: "/models/compare", label: "Compare methods", icon: IconHierarchy3, roles: null },
  { href: "/models/rules", label: "RFM rules", icon: IconHierarchy3, roles: null },
  { href: "/settings/shop", label: "Shop settings", icon: IconSettings, roles: null },
  { href: "/settings/users", label: "Users and roles", icon: IconUsersGroup, roles: ["admin"] },
];

const isFor = (role: Role) => (place: Pick<Destination, "roles">): boolean => place.roles === null || place.roles.includes(role);

/** What a role may open within the screens of the navigation. */
export const innerScreensFor = (role: Role): Omit<Destination, "group">[] => innerScreens.filter(isFor(role));

/** What a role finds in the navigation. */
export function destinationsFor(role: Role): Destination[] {
  return destinations.filter(isFor(role));
}

export const roleNames: Record<Role, string> = {
  marketer: "Marketer",
  manager: "Manager",
  campaignOwner: "Campaign owner",
  admin: "Admin",
};
