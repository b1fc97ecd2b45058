import type { Role } from "./roles";

/** An account, without its password hash. */
export type User = {
  id: string;
  email: string;
  name: string;
  role: Role;
  /** raised to end every session */
  tokenVersion: number;
  mustChangePassword: boolean;
  disabled: boolean;
  createdAt: Date;
  lastSignInAt: Date | null;
};
