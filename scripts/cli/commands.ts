import type { Command } from "./command";
import { boot } from "./commands/boot";
import { user } from "./commands/user";

/** In the order of help. */
export const commands: readonly Command[] = [user, boot];
