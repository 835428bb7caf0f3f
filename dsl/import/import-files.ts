import type { Problem, Span } from "../diagnostics/diagnostic.ts";
import type { DeclaredSource } from "./declaration.ts";
import { ddlFile } from "./hive/ddl-text.ts";
import { readGlueTables, tablesIn } from "./hive/glue-tables.ts";
import { type ReadStatements, readStatements } from "./hive/statements.ts";
import { type Imported, sourceOfTable } from "./hive/to-source.ts";
import { skeletonOfTable, type TableSkeleton } from "./hive/to-table.ts";
import { type Input, inputOf } from "./inputs.ts";
import { isPathPart, landingName } from "./names.ts";
import { readSamples } from "./samples/read-samples.ts";
import { sourceOfSamples } from "./samples/to-source.ts";

/** A declaration to write, and where what it was read from stands. */
export interface ToWrite<T> {
  readonly declaration: T;
  readonly site?: Span;
}

export interface ImportResult<T> {
  readonly declarations: readonly ToWrite<T>[];
  readonly problems: readonly Problem[];
}

/** Sources that read what the files and folders describe. Refuses what cannot be read. */
export async function importSources(paths: readonly string[]): Promise<ImportResult<DeclaredSource>> {
  return importEach(paths, sourceOfTable, async (input, path) => {
    const folder = isPathPart(input.name.replace(/\.(?:jsonl?|gz)/gi, "")) ? input.name.replace(/\.(?:jsonl?|gz)/gi, "") : "data";
    const { declaration, problems } = sourceOfSamples(await readSamples(input.files), landingName(input.name), `${folder}/`);
    return declaration === undefined
      ? {
          declarations: [],
          problems: [
            ...problems,
            { code: "nothing-to-import", parameters: { path, reason: "no line is a JSON object with a key", instead: ONE_A_LINE } },
          ],
        }
      : { declarations: [{ declaration }], problems };
  });
}

/** Tables to fill in, with the columns that the files describe. */
export async function importSkeletons(paths: readonly string[]): Promise<ImportResult<TableSkeleton>> {
  return importEach(paths, skeletonOfTable, async (_, path) => ({
    declarations: [],
    problems: [{ code: "nothing-to-import", parameters: { path, reason: "samples describe a source, which is in the zone `landing`" } }],
  }));
}

type Samples = Extract<Input, { readonly kind: "samples" }>;

async function importEach<T>(
  paths: readonly string[],
  fromTable: (table: ReadStatements["tables"][number]) => Imported<T>,
  fromSamples: (input: Samples, path: string) => Promise<ImportResult<T>>,
): Promise<ImportResult<T>> {
  const declarations: ToWrite<T>[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const input = await inputOf(path);
    const result =
      input.kind === "samples"
        ? await fromSamples(input, path)
        : fromStatements(await statementsOf(input), path, NOTHING[input.kind], fromTable);
    declarations.push(...result.declarations);
    problems.push(...result.problems);
  }
  return { declarations, problems };
}

const ONE_A_LINE = "a source reads one object a line, as `jq -c` writes it";
const NOTHING = { ddl: "it has no CREATE TABLE statement", glue: "its `TableList` is empty" } as const;

async function statementsOf(input: Exclude<Input, Samples>): Promise<ReadStatements> {
  if (input.kind === "ddl") return readStatements(ddlFile(input.file, input.text));
  const { placesInJson } = await import("../source/json-places.ts");
  return readGlueTables(input.value, tablesIn(input.value) ?? [], placesInJson(input.file, input.text));
}

function fromStatements<T>(
  read: ReadStatements,
  path: string,
  reason: string,
  fromTable: (table: ReadStatements["tables"][number]) => Imported<T>,
): ImportResult<T> {
  const imported = read.tables.map(fromTable);
  const isSaid = read.tables.length > 0 || read.problems.some(({ code }) => code === "ddl-syntax");
  const nothing: Problem[] = isSaid ? [] : [{ code: "nothing-to-import", parameters: { path, reason } }];
  return {
    declarations: imported.flatMap(({ declaration, site }) => (declaration === undefined ? [] : [{ declaration, site }])),
    problems: [...read.problems, ...imported.flatMap(({ problems }) => problems), ...nothing],
  };
}
