/**
 * The one direction of imports, as lint rules. `tests/architecture.test.ts` checks the same table on the
 * resolved import graph; this one tells the author while typing.
 */
const folders = [
  "types", "stats", "format", "errors", "env", "import", "sample", "features", "cluster", "personas", "measure",
  "audiences", "store", "analytics", "auth", "jobs", "workflows",
];

const rankZero = ["types", "stats", "format", "errors"];

/** folder of lib → folders of lib it may import beside itself */
export const allowedImports = {
  types: [],
  stats: ["types", "errors"],
  format: ["types", "stats", "errors"],
  import: [...rankZero],
  sample: [...rankZero],
  features: [...rankZero],
  cluster: [...rankZero, "features"],
  personas: [...rankZero, "features", "cluster"],
  measure: [...rankZero, "features", "cluster", "personas"],
  audiences: [...rankZero, "features", "personas"],
  store: [...rankZero, "env"],
  analytics: [...rankZero, "env", "import"],
  auth: [...rankZero, "store", "env"],
  jobs: [...rankZero, "env", "import", "sample", "features", "cluster", "personas", "measure", "audiences", "store", "analytics", "workflows"],
  workflows: [...rankZero, "env", "import", "sample", "features", "cluster", "personas", "measure", "audiences", "store", "analytics", "auth"],
};

const pure = ["stats", "format", "import", "sample", "features", "cluster", "personas", "measure", "audiences"];
const frameworks = ["next", "next/*", "react", "react-dom", "next-auth", "next-auth/*"];
const drivers = ["better-sqlite3", "@prisma/*", "pg"];
const engines = ["@duckdb/*", "@clickhouse/*"];

/** packages only one folder may import */
export const packageOwners = { "ml-kmeans": ["cluster"], "@duckdb/node-api": ["analytics"], "@duckdb/node-bindings": ["analytics"], "@clickhouse/client": ["analytics"], "better-sqlite3": ["store"], "@prisma/client": ["store"], "@prisma/adapter-better-sqlite3": ["store"] };

function forbiddenFor(folder) {
  const banned = folders.filter((other) => other !== folder && !allowedImports[folder].includes(other));
  const patterns = banned.flatMap((other) => [`@/lib/${other}`, `@/lib/${other}/*`]);
  const packages = [...frameworks];
  if (folder === "auth") packages.length = 0;
  if (folder !== "store") packages.push(...drivers);
  if (folder !== "analytics") packages.push(...engines);
  if (folder !== "cluster") packages.push("ml-kmeans");
  if (pure.includes(folder)) packages.push("node:*", "fs", "server-only");
  return [...patterns, ...packages, "@/app/*", "@/components/*"];
}

const restrict = (patterns) => ({
  "no-restricted-imports": ["error", { patterns: [{ group: patterns, message: "against the direction of imports (CONTRIBUTING.md)" }] }],
});

const impurities = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "no clock in the pure core: take asOf" },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "no clock in the pure core: take asOf" },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: "no randomness in the pure core: take a seed" },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: "no environment in the pure core" },
  { selector: "CallExpression[callee.object.name='console']", message: "no console in the pure core" },
];

export const importRules = [
  ...Object.keys(allowedImports).map((folder) => ({ files: [`lib/${folder}/**/*.ts`], rules: restrict(forbiddenFor(folder)) })),
  { files: pure.map((folder) => `lib/${folder}/**/*.ts`), rules: { "no-restricted-syntax": ["error", ...impurities] } },
  { files: ["lib/workflows/**/*.ts"], rules: { "no-restricted-syntax": ["error", impurities[0], impurities[1]] } },
  { files: ["app/**/*.{ts,tsx}"], rules: restrict([...drivers, ...engines, "ml-kmeans"]) },
  {
    files: ["components/**/*.{ts,tsx}"],
    rules: restrict([
      ...drivers, ...engines, "ml-kmeans", "next-auth", "next-auth/*",
      ...["store", "analytics", "auth", "jobs", "workflows", "env", "import", "sample", "features", "cluster", "personas", "measure", "audiences"].flatMap((f) => [`@/lib/${f}`, `@/lib/${f}/*`]),
    ]),
  },
];
