import { readFileSync } from "node:fs";
import path from "node:path";
import { createKernelHere } from "@/lib/cluster/kernel/kernel-threads";
import { createSimdEngine } from "@/lib/cluster/simd-engine";
import type { KMeansEngine } from "@/lib/cluster/kmeans-engine";

const kernelFile = path.resolve(import.meta.dirname, "../../dist/kernel.wasm");

/** The kernel on the calling thread; built by the set-up step (`node scripts/kernel.mjs`). */
export function kernelHere(): KMeansEngine {
  return createSimdEngine(createKernelHere(new WebAssembly.Module(readFileSync(kernelFile))));
}
