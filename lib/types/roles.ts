export const roles = ["marketer", "manager", "campaignOwner", "admin"] as const;
export type Role = (typeof roles)[number];

/** The person behind a request, as the store knows them now. */
export type Actor = { id: string; email: string; name: string; role: Role };
