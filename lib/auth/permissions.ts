import "server-only";
import type { Actor, Role } from "@/lib/types/roles";

/** Who may do what, in one place; the guards take these lists. */
export const may = {
  startSegmentation: ["marketer", "manager", "campaignOwner", "admin"],
  editRules: ["marketer", "manager", "campaignOwner", "admin"],
  promote: ["manager", "admin"],
  maintain: ["manager", "admin"],
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

type JobView = { kind: string; createdBy: string };

/** Everybody may watch a segmentation, a comparison of methods or a maintenance report; an import is the business of admins and of who started it. */
export function canSeeJob(actor: Actor, job: JobView): boolean {
  const isOpen = job.kind === "segment" || job.kind === "compare" || job.kind === "maintenance";
  return actor.role === "admin" || isOpen || job.createdBy === actor.id;
}

export function canCancelJob(actor: Actor, job: JobView): boolean {
  return actor.role === "admin" || job.createdBy === actor.id;
}
