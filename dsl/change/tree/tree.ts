import * as z from "zod";
import { MANIFEST, type Manifest, type ManifestTable, sha256 } from "../../compiler/manifest.ts";
import type { PlanFile } from "../../compiler/plan-file.ts";
import { knownPart } from "../../contract/known-part.ts";
import { manifestSchema, zonesSchema } from "../../contract/manifest-schema.ts";
import { planSchema } from "../../contract/plan-schema.ts";
import { refuse } from "../../diagnostics/diagnostic.ts";
import type { LakePlan } from "../../operations/lake.ts";
import type { TreeFiles } from "./files.ts";

/** A generated tree, of which files are read when they are asked for. */
export interface Tree {
  readonly name: string;
  readonly tables: ReadonlyMap<string, ManifestTable>;
  /** Path to SHA-256. */
  readonly files: ReadonlyMap<string, string>;
  readonly zones: Pick<LakePlan, "zones" | "consents">;
  /** The plans of some sources and tables, by name; those that there are not are left out. */
  readonly plans: (names: Iterable<string>) => ReadonlyMap<string, PlanFile>;
  /** The places in such a plan that mean nothing to this version of Sluice: another one wrote them. */
  readonly unknownIn: (name: string) => readonly string[];
}

const EMPTY: Manifest = { version: 1, tables: [], files: {} };

/**
 * Opens a tree. Without a manifest nothing is in it. Of a plan that has more than this Sluice knows, the rest is read. Refuses
 * `tree-unreadable` for what is not as this Sluice writes it.
 */
export function openTree(files: TreeFiles): Tree {
  const text = files.read([MANIFEST]).get(MANIFEST);
  const manifest = text === undefined ? EMPTY : manifestOf(files.name, text);
  const { name } = files;
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  const hashes = new Map(Object.entries(manifest.files));
  const known = new Map<string, PlanFile>();
  const unknown = new Map<string, readonly string[]>();
  const checked = (path: string, content: string | undefined): string => {
    if (content === undefined) return unreadable(name, path, "is missing");
    if (sha256(content) !== hashes.get(path)) return unreadable(name, path, `is not the file that ${MANIFEST} names`);
    return content;
  };
  const zonesText = hashes.has(ZONES) ? checked(ZONES, files.read([ZONES]).get(ZONES)) : '{"zones":[],"consents":[]}';
  return {
    name,
    tables,
    files: hashes,
    zones: parsed(name, ZONES, zonesText, zonesSchema) as Tree["zones"],
    plans: (names) => {
      const wanted = [...new Set(names)].flatMap((one) => tables.get(one) ?? []);
      const paths = new Map(wanted.filter((one) => !known.has(one.name)).map((one) => [one.name, planPath(one)]));
      const texts = paths.size === 0 ? new Map() : files.read([...paths.values()]);
      for (const [table, path] of paths) {
        const read = knownPart(planSchema, json(name, path, checked(path, texts.get(path))));
        known.set(table, fitting(name, path, read.result) as PlanFile);
        unknown.set(table, read.unknown);
      }
      return new Map(wanted.map((one) => [one.name, known.get(one.name) as PlanFile]));
    },
    unknownIn: (table) => unknown.get(table) ?? [],
  };
}

const ZONES = "zones.json";

/** The folder of a table's own files, with a slash at its end. */
export const folderOf = ({ zone, name }: Pick<ManifestTable, "zone" | "name">): string => `${zone}/${name}/`;

const planPath = (table: ManifestTable): string => `${folderOf(table)}plan.json`;

function manifestOf(name: string, text: string): Manifest {
  const { version } = parsed(name, MANIFEST, text, z.looseObject({ version: z.unknown() }));
  if (version !== 1) unreadable(name, MANIFEST, `has format ${JSON.stringify(version) ?? "none"}, and this Sluice reads format 1`);
  return parsed(name, MANIFEST, text, manifestSchema);
}

const parsed = <T>(tree: string, path: string, text: string, schema: z.ZodType<T>): T =>
  fitting(tree, path, schema.safeParse(json(tree, path, text)));

function json(tree: string, path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (failure) {
    return unreadable(tree, path, `is not JSON: ${(failure as Error).message}`);
  }
}

function fitting<T>(tree: string, path: string, result: z.ZodSafeParseResult<T>): T {
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return unreadable(tree, path, `is not as this Sluice writes it: ${issue?.path.join(".") || "the whole file"}: ${issue?.message ?? ""}`);
}

const unreadable = (tree: string, path: string, fault: string): never => refuse("tree-unreadable", { tree, path, fault });
