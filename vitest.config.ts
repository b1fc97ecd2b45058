import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = import.meta.dirname;
const alias = {
  "@": root,
  // `server-only` throws outside a React server bundle; under test every module is server code.
  "server-only": path.join(root, "tests/support/server-only.ts"),
};

/** A long file that begins last is waited for by all the others, and a fresh clone does not know how long they take. */
const longest = ["web-pressure", "command-line", "faults/import", "differential", "import-undo", "faults/worker", "faults/segmentation", "store/web", "import-recovery", "maintenance"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => longest.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
    const [first, others] = [files.filter((file) => rank(file) >= 0), files.filter((file) => rank(file) < 0)];
    return [...first.toSorted((a, b) => rank(a) - rank(b)), ...(await super.sort(others))];
  }
}

/** `unit`: pure core, no disk or database (under 60 s). `store`: real SQLite, DuckDB, processes. */
export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/store/**", "tests/faults/**", "tests/e2e/**"],
          testTimeout: 30_000,
          // nothing here keeps or changes anything: a worker loads what tests share once, not once a file
          pool: "threads",
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "store",
          include: ["tests/store/**/*.test.ts", "tests/faults/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // one more than cores: they wait for disks, kills and servers half of the time
          maxWorkers: 3,
        },
      },
    ],
  },
});
