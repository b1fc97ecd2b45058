import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { allowedImports, packageOwners } from "../eslint.imports.mjs";

const root = path.dirname(import.meta.dirname);
const sourceRoots = ["app", "components", "lib", "scripts"].filter((folder) => existsSync(path.join(root, folder)));

function sourceFiles(): string[] {
  return sourceRoots
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes("/generated/"));
}

type Import = { from: string; to: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (to: ts.Expression | undefined, typeOnly: boolean) => {
    if (to && ts.isStringLiteral(to)) found.push({ from: file, to: resolved(file, to.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly);
}

function resolved(file: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.join(path.dirname(file), specifier);
  return specifier;
}

/** `lib/stats/quantile` → `stats`; files of lib itself by their name; null outside lib. */
function libFolder(file: string): string | null {
  const match = /^lib\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(file);
  return match?.[1] ?? null;
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const offenders = (bad: (i: Import) => boolean) => imports.filter(bad).map((i) => `${i.from} → ${i.to}`);

describe("imports point inward", () => {
  test("the graph was really read", () => {
    expect(files.length).toBeGreaterThan(12);
    expect(imports.some((i) => i.to.startsWith("lib/types/"))).toBe(true);
  });

  test("each folder of lib imports only what the table allows", () => {
    const table: Record<string, readonly string[]> = allowedImports;
    expect(
      offenders((i) => {
        const from = libFolder(i.from);
        const to = libFolder(i.to);
        if (from === null || to === null || from === to) return false;
        return !(table[from] ?? []).includes(to);
      }),
    ).toEqual([]);
  });

  test("lib knows neither pages nor components", () => {
    expect(offenders((i) => i.from.startsWith("lib/") && /^(app|components)\//.test(i.to))).toEqual([]);
  });

  test("components take props: no store, session, workflow or core at run time", () => {
    const allowed = ["format", "types", "errors"];
    expect(
      offenders((i) => {
        const to = libFolder(i.to);
        return i.from.startsWith("components/") && to !== null && !allowed.includes(to) && !i.typeOnly;
      }),
    ).toEqual([]);
    expect(offenders((i) => i.from.startsWith("components/") && /^next-auth/.test(i.to))).toEqual([]);
  });

  test.each(Object.entries(packageOwners))("%s has one home", (name, owners: readonly string[]) => {
    expect(offenders((i) => i.to === name && !i.typeOnly && !owners.includes(libFolder(i.from) ?? ""))).toEqual([]);
  });

  test("no import cycles between folders of lib", () => {
    const edges = new Map<string, Set<string>>();
    for (const i of imports) {
      const from = libFolder(i.from);
      const to = libFolder(i.to);
      if (from && to && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
    const reach = (start: string) => {
      const seen = new Set<string>();
      const queue = [...(edges.get(start) ?? [])];
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push(...(edges.get(next) ?? []));
      }
      return seen;
    };
    // The worker runs workflows; a workflow never names the queue.
    expect([...edges.keys()].filter((folder) => reach(folder).has(folder))).toEqual([]);
  });
});

describe("purity and size", () => {
  const pure = ["stats", "format", "import", "sample", "features", "cluster", "personas", "measure", "audiences"];
  const inPure = files.filter((file) => pure.includes(libFolder(file) ?? ""));

  test("the core reads no clock, randomness, environment or disk", () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.env|console\.|performance\.now\(|from "node:|from "server-only"/;
    expect(inPure.filter((file) => impure.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
  });

  test("store and auth are closed to browser bundles on their first line", () => {
    const closed = files.filter((file) => ["store", "auth", "analytics"].includes(libFolder(file) ?? ""));
    const open = closed.filter((file) => !readFileSync(path.join(root, file), "utf8").startsWith('import "server-only";'));
    expect(open).toEqual([]);
  });

  test("no file passes 300 lines", () => {
    const long = files.filter((file) => readFileSync(path.join(root, file), "utf8").split("\n").length > 301);
    expect(long).toEqual([]);
  });

  test("no type hole, silenced rule, skipped test or left-over note", () => {
    const holes = /: any\b|\bas any\b|@ts-ignore|@ts-expect-error|eslint-disable|\b(?:TODO|FIXME)\b/;
    expect(files.filter((file) => holes.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
    const tests = readdirSync(path.join(root, "tests"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== "architecture.test.ts")
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(tests.filter((file) => /\b(?:test|it|describe)\.(?:only|todo)\b/.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  test("text from outside cannot become SQL", () => {
    const raw = /\$(?:queryRawUnsafe|executeRawUnsafe)|Prisma\.raw\(/;
    expect(files.filter((file) => raw.test(readFileSync(path.join(root, file), "utf8")))).toEqual([]);
  });
});

describe("version floors", () => {
  const floors: Record<string, string> = { next: "16.4.6", "next-auth": "4.24.15", zod: "4.6.7", react: "19.2.6", "react-dom": "19.2.6" };
  const lock: { packages: Record<string, { version?: string }> } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));

  test.each(Object.entries(floors))("%s is at least %s", (name, floor) => {
    const version = lock.packages[`node_modules/${name}`]?.version ?? "0";
    const order = new Intl.Collator("en", { numeric: true });
    expect(order.compare(version, floor)).toBeGreaterThanOrEqual(0);
  });

  test("every dependency is pinned exactly", () => {
    const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, v]) => !/^\d/.test(v));
    expect(loose).toEqual([]);
  });
});
