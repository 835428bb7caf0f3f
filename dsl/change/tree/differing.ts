import type { ManifestTable } from "../../compiler/manifest.ts";
import type { PlanFile } from "../../compiler/plan-file.ts";
import { folderOf, type Tree } from "./tree.ts";

/** The tables and sources of which a generated file differs between two trees, and their plans. */
export interface Differing {
  /** What the trees are called. */
  readonly names: { readonly base: string; readonly head: string };
  readonly base: ReadonlyMap<string, PlanFile>;
  readonly head: ReadonlyMap<string, PlanFile>;
  /** Their names in the head, each after those that it reads. */
  readonly order: readonly string[];
  /** The paths that differ, of each. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** The places in a plan of either tree that mean nothing to this version of Sluice. */
  readonly unknownIn: (name: string) => readonly string[];
}

export function differing(base: Tree, head: Tree): Differing {
  const files = new Map<string, string[]>();
  const owners = ownersOf(base, head);
  for (const path of new Set([...base.files.keys(), ...head.files.keys()])) {
    if (base.files.get(path) === head.files.get(path)) continue;
    const owner = owners(path);
    if (owner !== undefined) files.set(owner, [...(files.get(owner) ?? []), path]);
  }
  // A table that moved to another zone has other files for the same name.
  for (const [name, { zone, kind }] of base.tables) {
    const now = head.tables.get(name);
    if (now === undefined || now.zone !== zone || now.kind !== kind) files.set(name, files.get(name) ?? []);
  }
  const tables = new Set(files.keys());
  return {
    names: { base: base.name, head: head.name },
    base: base.plans(tables),
    head: head.plans(tables),
    order: readOrder(head, tables),
    files,
    unknownIn: (name) => [...new Set([...base.unknownIn(name), ...head.unknownIn(name)])].sort(),
  };
}

/** Whose file it is: `<zone>/<table>/...`, `queries/<table>.sql`; undefined for those of the lake. */
function ownersOf(...trees: readonly Tree[]): (path: string) => string | undefined {
  const folders = new Map(trees.flatMap(({ tables }) => [...tables.values()].map((table) => [folderOf(table), table.name] as const)));
  const queries = new Map<string, string>(
    trees.flatMap(({ tables }) => [...tables.keys()].map((name) => [`queries/${name}.sql`, name] as const)),
  );
  return (path) => folders.get(path.slice(0, path.lastIndexOf("/") + 1)) ?? queries.get(path);
}

/** The names in the order in which they are made; ties go by name. */
export function readOrder({ tables }: Pick<Tree, "tables">, names: ReadonlySet<string>): readonly string[] {
  const order = new Set<string>();
  for (const start of [...tables.keys()].sort()) {
    const path = [start];
    for (let name = path.at(-1); name !== undefined; name = path.at(-1)) {
      const next = readsOf(tables.get(name)).find((read) => !order.has(read) && !path.includes(read));
      if (next !== undefined) path.push(next);
      else {
        order.add(name);
        path.pop();
      }
    }
  }
  return [...order].filter((name) => names.has(name));
}

const readsOf = (table: ManifestTable | undefined): readonly string[] => table?.reads ?? [];
