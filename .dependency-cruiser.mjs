// What may import what: `npx depcruise dsl transforms pulumi`, and test/imports.test.ts.
const layer = (name, path, allowed) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.join(", ") || "nothing of the other folders"}.`,
  severity: "error",
  from: { path: `^${path}` },
  to: { path: "^(dsl|pulumi|transforms|bench)/", pathNot: [`^${path}`, ...allowed.map((folder) => `^${folder}`)] },
});

/** The shape of what is generated: for who writes it and for all who read it. */
const contract = "dsl/contract/";
const schema = ["dsl/diagnostics/", "dsl/schema/"];
const expressions = [...schema, "dsl/expressions/"];
const operations = [...expressions, "dsl/operations/"];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    layer("diagnostics", "dsl/diagnostics/", []),
    layer("landing", "dsl/landing/", ["dsl/diagnostics/system-reason.ts"]),
    layer("contract", contract, []),
    layer("schema", "dsl/schema/", ["dsl/diagnostics/"]),
    layer("expressions", "dsl/expressions/", schema),
    layer("operations", "dsl/operations/", expressions),
    layer("authoring", "dsl/authoring/", operations),
    layer("proofs", "dsl/proofs/", operations),
    layer("source", "dsl/source/", ["dsl/diagnostics/"]),
    layer("sample", "dsl/sample/", ["dsl/diagnostics/"]),
    layer("fix", "dsl/fix/", ["dsl/diagnostics/", "dsl/compiler/", "dsl/source/"]),
    layer("watch", "dsl/watch/", ["dsl/compiler/", "dsl/source/"]),
    layer("change", "dsl/change/", [
      ...operations,
      contract,
      "dsl/compiler/",
      "dsl/proofs/proof.ts",
      "dsl/source/regular-file.ts",
      "dsl/run/",
      "dsl/backends/duckdb/",
      "pulumi/decide/",
      "pulumi/settings.ts",
    ]),
    layer("rename", "dsl/rename/", [...operations, "dsl/authoring/", "dsl/compiler/", "dsl/proofs/", "dsl/source/"]),
    layer("import", "dsl/import/", ["dsl/diagnostics/", "dsl/schema/", "dsl/source/", "dsl/landing/", "dsl/backends/duckdb/landing/"]),
    layer("pyspark", "dsl/backends/pyspark/", operations),
    layer("glue", "dsl/backends/glue/", operations),
    layer("duckdb", "dsl/backends/duckdb/", [...operations, "dsl/landing/"]),
    layer("run", "dsl/run/", [
      ...operations,
      "dsl/landing/",
      "dsl/proofs/proof.ts",
      "dsl/proofs/broken.ts",
      "dsl/backends/duckdb/",
      "dsl/compiler/",
    ]),
    layer("operate", "dsl/operate/", [...operations, "dsl/landing/", "dsl/run/"]),
    layer("compiler", "dsl/compiler/", [
      ...operations,
      contract,
      "dsl/authoring/",
      "dsl/proofs/",
      "dsl/source/",
      "dsl/backends/pyspark/",
      "dsl/backends/glue/",
      "dsl/index.ts",
    ]),
    layer("catalog", "dsl/catalog/", [
      ...operations,
      "dsl/proofs/proof.ts",
      "dsl/compiler/",
      "dsl/source/",
      "dsl/run/(version|plan-hash)[.]ts",
    ]),
    {
      name: "catalog-page",
      comment: "The page runs in a browser: it knows the catalog's types, and nothing else of ours.",
      severity: "error",
      from: { path: "^dsl/catalog/page/" },
      to: { path: "^(dsl|pulumi|transforms|bench)/", pathNot: "^dsl/catalog/(page/|catalog[.]ts)" },
    },
    layer("transforms", "transforms/", ["dsl/index.ts"]),
    layer("pulumi", "pulumi/", ["dsl/diagnostics/nearest.ts", "dsl/landing/", contract]),
    {
      name: "transforms-packages",
      comment: "A transform imports sluice and zod.",
      severity: "error",
      from: { path: "^transforms/" },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/zod/" },
    },
    {
      name: "heavy-only-where-needed",
      comment: "These are slow to load: only files that are themselves loaded on demand import them.",
      severity: "error",
      from: { pathNot: "^(dsl/source/|dsl/run/|dsl/backends/duckdb/|dsl/catalog/|test/|bench/)" },
      to: { path: "node_modules/(ts-morph|@duckdb)/", dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
