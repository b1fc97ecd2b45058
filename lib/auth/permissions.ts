import "server-only";
import type { Role } from "@/lib/types/roles";

/** Who may do what, in one place; the guards take these lists. */
export const may = {
  startSegmentation: ["marketer", "manager", "campaignOwner", "admin"],
  promote: ["manager", "admin"],
  editPersona: ["marketer", "campaignOwner", "admin"],
  downloadAggregates: ["manager", "admin"],
  seeContacts: ["campaignOwner", "admin"],
  downloadTargetList: ["campaignOwner", "admin"],
  import: ["admin"],
  manageUsers: ["admin"],
  readAudit: ["admin"],
  changeShop: ["admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof may;

/** Whether a page should offer it; the action behind it asks again. */
export function canDo(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = may[permission];
  return allowed.includes(role);
}
