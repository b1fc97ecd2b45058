// Loaded before a server of the tests: while there is a file `DATA-FOLDER.no-patience`, no page is waited for (`patienceMs`).
import { existsSync } from "node:fs";

const patienceMs = 600;
const wait = globalThis.setTimeout;
const isLate = (ms) => ms === patienceMs && existsSync(`${process.env.CLIENTELE_DATA}.no-patience`);
globalThis.setTimeout = Object.assign((work, ms, ...args) => wait(work, isLate(ms) ? 0 : ms, ...args), wait);
