// The `server-only` package refuses to load outside a React server bundle; the programs in dist/ are server code.
export {};
