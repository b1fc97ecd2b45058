import type { Command } from "./command";
import { boot } from "./commands/boot";
import { importCommand } from "./commands/import";
import { personas } from "./commands/personas";
import { sample } from "./commands/sample";
import { segment } from "./commands/segment";
import { user } from "./commands/user";

/** In the order of help. */
export const commands: readonly Command[] = [importCommand, segment, personas, user, sample, boot];
