import nextTypescript from "eslint-config-next/typescript";
import nextVitals from "eslint-config-next/core-web-vitals";
import tseslint from "typescript-eslint";
import { importRules } from "./eslint.imports.mjs";

export default tseslint.config(
  {
    ignores: ["node_modules/", ".next/", "dist/", "data/", ".tmp/", "lib/store/generated/", "next-env.d.ts",
      // AssemblyScript: its own language, checked by its own compiler
      "lib/cluster/kernel/assembly/",
    ],
  },
  ...nextVitals,
  { settings: { next: { rootDir: "." } }, rules: { "@next/next/no-html-link-for-pages": "off" } },
  ...nextTypescript,
  {
    rules: {
      // the React compiler is not used, so nothing is skipped
      "react-hooks/incompatible-library": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/**/*.ts", "scripts/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 300 }],
      "no-restricted-properties": [
        "error",
        { property: "$queryRawUnsafe", message: "text from outside must never become SQL" },
        { property: "$executeRawUnsafe", message: "text from outside must never become SQL" },
      ],
    },
  },
  {
    files: ["lib/**/*.ts", "scripts/**/*.ts"],
    rules: { "max-lines-per-function": ["error", { max: 60, skipComments: true }], "max-params": ["error", 4] },
  },
  {
    files: ["components/**/*.tsx", "app/**/*.tsx"],
    rules: { "max-lines-per-function": ["error", { max: 150, skipComments: true }] },
  },
  ...importRules,
);
