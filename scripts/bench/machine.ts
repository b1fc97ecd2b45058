import { execFileSync } from "node:child_process";
import os from "node:os";
import { pythonProgram } from "./peer";
import type { Machine } from "./report";

const versions =
  "import sys, pandas, sklearn; print(sys.version.split()[0], pandas.__version__, sklearn.__version__)";

/** What the figures were measured on. */
export function describeMachine(): Machine {
  const [python = null, pandas = null, scikit = null] = pythonVersions();
  return {
    cpu: os.cpus()[0]?.model.trim() ?? "unknown processor",
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release().split("-")[0]}`,
    node: process.versions.node,
    python,
    pandas,
    scikit,
  };
}

/** Versions of Python, pandas and scikit-learn; empty where one of them is missing. */
function pythonVersions(): string[] {
  try {
    return execFileSync(pythonProgram, ["-c", versions], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
      .trim()
      .split(" ");
  } catch {
    return [];
  }
}
