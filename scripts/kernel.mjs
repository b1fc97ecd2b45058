/**
 * Compiles the k-means kernel (AssemblyScript) to WebAssembly.
 *
 *   node scripts/kernel.mjs [FOLDER]
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import asc from "assemblyscript/asc";

const root = path.dirname(import.meta.dirname);
const folder = path.resolve(root, process.argv[2] ?? "dist");
await mkdir(folder, { recursive: true });

const { error } = await asc.main([
  "lib/cluster/kernel/assembly/index.ts",
  "--baseDir", root,
  "--outFile", path.relative(root, path.join(folder, "kernel.wasm")),
  "-O3",
  "--noAssert",
  "--runtime", "stub",
  // 65,536 pages are the 4 GiB of a 32-bit memory
  "--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536",
  "--enable", "simd,threads,relaxed-simd",
], { stdout: process.stderr, stderr: process.stderr });
if (error) throw error;
