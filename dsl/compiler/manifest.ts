import { hash } from "node:crypto";
import { visibleJson } from "../diagnostics/visible.ts";
import type { PlanFile } from "./plan-file.ts";

export interface ManifestTable {
  readonly name: string;
  readonly zone: string;
  readonly kind: "source" | "table";
  /** The sources and tables that it reads. */
  readonly reads: readonly string[];
}

/** `manifest.json`: what there is, and the SHA-256 of every other generated file. */
export interface Manifest {
  readonly version: 1;
  readonly tables: readonly ManifestTable[];
  readonly files: Readonly<Record<string, string>>;
}

export const MANIFEST = "manifest.json";

export const sha256 = (content: string | Uint8Array): string => hash("sha256", content);

export const manifestTable = (plan: PlanFile): ManifestTable => ({
  name: plan.name,
  zone: plan.zone,
  kind: plan.kind,
  reads: plan.kind === "table" ? plan.reads : [],
});

/** One line a table and one line a file, each sorted, so that two pull requests rarely touch one line. `hashes`: the SHA-256 of each file. */
export function manifestText(tables: readonly ManifestTable[], hashes: ReadonlyMap<string, string>): string {
  const tableLines = [...tables].sort((a, b) => (a.name < b.name ? -1 : 1)).map((table) => `    ${JSON.stringify(table)}`);
  const fileLines = [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `    ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  return visibleJson(
    `{\n  "version": 1,\n  "tables": [\n${tableLines.join(",\n")}\n  ],\n  "files": {\n${fileLines.join(",\n")}\n  }\n}\n`,
  );
}
