import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const alias = {
  "@": root,
  // `server-only` throws outside a React server bundle; under test every module is server code.
  "server-only": path.join(root, "tests/support/server-only.ts"),
};

/** `unit`: pure core, no disk or database (under 60 s). `store`: real SQLite, DuckDB, processes. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/store/**", "tests/faults/**", "tests/e2e/**"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "store",
          include: ["tests/store/**/*.test.ts", "tests/faults/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
