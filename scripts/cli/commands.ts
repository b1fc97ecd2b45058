import type { Command } from "./command";
import { backup, restore } from "./commands/backup";
import { boot } from "./commands/boot";
import { compare } from "./commands/compare";
import { exportCommand } from "./commands/export";
import { importCommand } from "./commands/import";
import { kpisCommand } from "./commands/kpis";
import { maintenance } from "./commands/maintenance";
import { migrationCommand } from "./commands/migration";
import { members } from "./commands/members";
import { personas } from "./commands/personas";
import { report } from "./commands/report";
import { sample } from "./commands/sample";
import { segment } from "./commands/segment";
import { settings } from "./commands/settings";
import { undo } from "./commands/undo";
import { user } from "./commands/user";
import { verify } from "./commands/verify";

/** In the order of help. */
export const commands: readonly Command[] = [
  importCommand, undo, segment, compare, personas, kpisCommand, report, maintenance, migrationCommand, members, exportCommand, settings, verify, backup, restore, user, sample, boot,
];
