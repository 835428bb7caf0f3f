import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { manifestSchema } from "../dsl/contract/manifest-schema.ts";
import { SOURCE, TABLE } from "../dsl/contract/plan-schema.ts";
import { Mistakes } from "./mistakes.ts";

const column = z.object({ Name: z.string(), Type: z.string(), Comment: z.string().optional() });

/** Glue's TableInput, as `table.json` has it. */
const tableInput = z.object({
  Name: z.string(),
  Description: z.string().optional(),
  TableType: z.string(),
  Parameters: z.record(z.string(), z.string()),
  PartitionKeys: z.array(column),
  StorageDescriptor: z.object({
    Columns: z.array(column),
    Location: z.string(),
    InputFormat: z.string().optional(),
    OutputFormat: z.string().optional(),
    SerdeInfo: z.object({ SerializationLibrary: z.string(), Parameters: z.record(z.string(), z.string()) }).optional(),
  }),
});

/** Of a plan, what is deployed. */
const planFile = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("source"), format: SOURCE.format, path: SOURCE.path }),
  z.object({ kind: z.literal("table"), format: TABLE.format, environment: TABLE.environment }),
]);

export type TableInput = z.infer<typeof tableInput>;

/** A source or table of the lake, as `generated/` describes it. */
export interface LakeTable {
  readonly name: string;
  readonly zone: string;
  readonly kind: "source" | "table";
  readonly format: "iceberg" | "json" | "parquet";
  readonly reads: readonly string[];
  /** Of a source: the folder below the landing root, with a slash at its end. */
  readonly path: string | undefined;
  readonly environment: readonly string[];
  readonly tableInput: TableInput;
  /** Below `generated/`. */
  readonly folder: string;
}

export interface Generated {
  /** The folder itself. */
  readonly folder: string;
  readonly tables: readonly LakeTable[];
  /** Path below the folder, with slashes -> SHA-256 of its bytes in hexadecimal. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the manifest's bytes in hexadecimal. */
  readonly manifest: string;
}

/** The names of the lake's zones, sorted. */
export const zonesOf = ({ tables }: Generated): readonly string[] => [...new Set(tables.map(({ zone }) => zone))].sort();

export const MANIFEST = "manifest.json";

/**
 * Reads `generated/` and checks that every file is the one that the manifest names, so that what is deployed is what was
 * reviewed. Throws `Mistakes` with all that is wrong.
 */
export function readGenerated(folder: string): Generated {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new Mistakes(`there is no ${path}`, ["run `npx sluice compile`, review what it writes, and commit it"]);
  const text = readFileSync(path, "utf8");
  const { tables, files } = parsed(manifestSchema, text, path);
  refuseOtherFiles(folder, files);
  return {
    folder,
    tables: tables.map((entry) => {
      const below = `${entry.zone}/${entry.name}`;
      const plan = readJson(planFile, join(folder, below, "plan.json"));
      return {
        ...entry,
        format: plan.format.kind,
        path: plan.kind === "source" ? plan.path : undefined,
        environment: plan.kind === "table" ? (plan.environment ?? []) : [],
        tableInput: readJson(tableInput, join(folder, below, "table.json")),
        folder: below,
      };
    }),
    files: new Map(Object.entries(files)),
    manifest: sha256(text),
  };
}

function refuseOtherFiles(folder: string, expected: Readonly<Record<string, string>>): void {
  const found = new Map(filesBelow(folder).map((path) => [relative(folder, path).replaceAll(sep, "/"), path]));
  found.delete(MANIFEST);
  const changed = Object.keys(expected).flatMap((path) => {
    const at = found.get(path);
    if (at === undefined) return [`${path} is missing`];
    return sha256(readFileSync(at)) === expected[path] ? [] : [`${path} is not the file that ${MANIFEST} names`];
  });
  const more = [...found.keys()].filter((path) => !Object.hasOwn(expected, path)).map((path) => `${path} is not in ${MANIFEST}`);
  const lines = [...changed, ...more].sort();
  if (lines.length > 0)
    throw new Mistakes(`${folder} is not what was compiled: run \`npx sluice compile\`, and review the difference`, lines);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "__pycache__")
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}

const readJson = <T>(schema: z.ZodType<T>, path: string): T => parsed(schema, readFileSync(path, "utf8"), path);

function parsed<T>(schema: z.ZodType<T>, text: string, path: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Mistakes(`${path} is not JSON`, [String((error as Error).message)]);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Mistakes(
    `${path} is not as Sluice writes it: run \`npx sluice compile\` with the same version of Sluice`,
    result.error.issues.map((issue) => `${issue.path.join(".") || "(whole file)"}: ${issue.message}`),
  );
}

export const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
