// Loaded before a server of the tests. Whether a page is late is told, not timed: while there is a file
// `DATA-FOLDER.no-patience` no page is waited for, else every page is, however slow the machine (`patienceMs`).
import { existsSync } from "node:fs";

const patienceMs = 600;
const longMs = 60_000;
const wait = globalThis.setTimeout;
const patience = () => (existsSync(`${process.env.CLIENTELE_DATA}.no-patience`) ? 0 : longMs);
globalThis.setTimeout = Object.assign((work, ms, ...args) => wait(work, ms === patienceMs ? patience() : ms, ...args), wait);
