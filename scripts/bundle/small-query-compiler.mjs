import { Buffer } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const fileName = "query-compiler.wasm";
const runtime = "@prisma/client/runtime/query_compiler_small_bg.sqlite.wasm-base64.mjs";

/**
 * Gives the bundled programs Prisma's small query compiler, read as bytes from a file beside them. The fast one,
 * which the web application keeps, takes a third of a second to decode and compile before its first query: more
 * than all queries of a command.
 *
 * @param {string} folder of the programs
 * @returns {import("esbuild").Plugin}
 */
export function smallQueryCompiler(folder) {
  return {
    name: "small-query-compiler",
    setup(build) {
      build.onLoad({ filter: /[\\/]generated[\\/]internal[\\/]class\.ts$/ }, ({ path: file }) => {
        const source = readFileSync(file, "utf8");
        if (!source.includes("query_compiler_fast_bg")) throw new Error(`${file} names no fast query compiler`);
        return { contents: source.replaceAll("query_compiler_fast_bg", "query_compiler_small_bg"), loader: "ts" };
      });
      build.onResolve({ filter: /query_compiler_small_bg\.sqlite\.wasm-base64\.mjs$/ }, () => ({ path: fileName, namespace: "bytes" }));
      build.onLoad({ filter: /.*/, namespace: "bytes" }, async () => {
        const { wasm } = await import(runtime);
        writeFileSync(path.join(folder, fileName), Buffer.from(wasm, "base64"));
        return { contents: `import { readFileSync } from "node:fs";\nexport const wasm = readFileSync(new URL("./${fileName}", import.meta.url));` };
      });
    },
  };
}
