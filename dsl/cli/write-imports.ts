import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Problem, refuse, type Span } from "../diagnostics/diagnostic.ts";
import { type ImportResult, importSkeletons, importSources, type ToWrite } from "../import/import-files.ts";
import { printSkeletons, printSources } from "../import/print.ts";
import { transformFiles } from "../source/transform-files.ts";

export interface ImportOptions {
  /** The folder of the transforms; it need not be there yet. */
  readonly transforms: string;
  readonly zone: string;
  /** One file for all. */
  readonly out?: string;
}

export interface Written {
  readonly path: string;
  readonly tables: readonly string[];
}

/**
 * Writes the declarations of what the files describe, each table whole or not at all, and no file that is there already.
 * Refuses what cannot be read or written; then nothing was written.
 */
export async function importFiles(
  paths: readonly string[],
  options: ImportOptions,
): Promise<{ readonly written: readonly Written[]; readonly problems: readonly Problem[] }> {
  if (options.zone === "landing") return write(await importSources(paths), printSources, options);
  const { variable, file } = await zoneOf(options);
  return write(await importSkeletons(paths), (tables, path) => printSkeletons(tables, variable, importPath(path, file)), options);
}

async function zoneOf({ transforms, zone }: ImportOptions): Promise<{ readonly variable: string; readonly file: string }> {
  const { zoneDeclarations } = await import("../source/zone-declarations.ts");
  if (!existsSync(transforms)) refuse("no-transforms-folder", { folder: transforms });
  const zones = zoneDeclarations(transformFiles(transforms));
  const declared = zones.find((candidate) => candidate.zone === zone);
  return declared ?? refuse("unknown-zone", { zone, existing: ["landing", ...zones.map((candidate) => candidate.zone)] });
}

function importPath(from: string, file: string): string {
  const path = relative(dirname(from), file).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}

async function write<T extends { readonly name: string }>(
  { declarations, problems }: ImportResult<T>,
  print: (declarations: readonly T[], path: string) => string,
  { transforms, zone, out }: ImportOptions,
): Promise<{ readonly written: readonly Written[]; readonly problems: readonly Problem[] }> {
  const { declaredTables } = await import("../source/table-declarations.ts");
  const { fresh, repeated } = withoutRepeats(declarations, existsSync(transforms) ? declaredTables(transforms) : new Map());
  const files = new Map<string, T[]>();
  for (const { declaration } of fresh) {
    const path = out ?? join(transforms, zone, `${declaration.name.replaceAll("_", "-")}.ts`);
    files.set(path, [...(files.get(path) ?? []), declaration]);
  }
  for (const path of files.keys()) if (existsSync(path)) refuse("already-exists", { path });
  for (const [path, tables] of files) writeNew(path, print(tables, path));
  return {
    written: [...files].map(([path, tables]) => ({ path, tables: tables.map(({ name }) => name) })),
    problems: [...problems, ...repeated],
  };
}

function writeNew(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
  } catch (failure) {
    refuse("cannot-write", { path, reason: (failure as Error).message });
  }
}

/** Names are unique over the lake: of the same ones only the first is written. */
function withoutRepeats<T extends { readonly name: string }>(
  declarations: readonly ToWrite<T>[],
  existing: ReadonlyMap<string, Span>,
): { readonly fresh: readonly ToWrite<T>[]; readonly repeated: readonly Problem[] } {
  const taken = new Map<string, Span | undefined>(existing);
  const fresh: ToWrite<T>[] = [];
  const repeated: Problem[] = [];
  for (const item of declarations) {
    const { name } = item.declaration;
    if (taken.has(name)) {
      const other = taken.get(name);
      const notes = other === undefined ? [] : [{ message: "the first is here", site: other }];
      repeated.push({ code: "duplicate-name", parameters: { what: "table", name }, site: item.site, notes });
    } else {
      taken.set(name, item.site);
      fresh.push(item);
    }
  }
  return { fresh, repeated };
}
