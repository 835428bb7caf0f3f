import { readFileSync, realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { checkColumnName } from "../authoring/names.ts";
import { wordsOf } from "../diagnostics/codes.ts";
import { type Problem, Refusal, refuse, type Span } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/site.ts";
import { withoutBom } from "../diagnostics/source-text.ts";
import { schemaOfRelation } from "../operations/rules.ts";
import { type Edit, edited } from "../source/names/edits.ts";
import { type Insertion, renameEdits } from "../source/names/rename-names.ts";
import { claimsOf } from "./claims.ts";
import { differenceOf } from "./difference.ts";
import { type Renaming, renamedPlan } from "./expected.ts";
import { connected, downstream, type Flow, flowOf, type Home, makers } from "./flow.ts";
import { type Observed, observe } from "./observe.ts";

export interface RenameOptions {
  /** The folder of the transforms, absolute. They must compile. */
  readonly transforms: string;
  readonly table: string;
  readonly column: string;
  readonly to: string;
  /** Whether the keys of the raw files have the new name. */
  readonly alsoInFiles: boolean;
}

export interface Renamed {
  /** By file: the text before and after, with its byte order mark. */
  readonly files: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  readonly edits: readonly Edit[];
  /** The sources and tables whose column has the new name. */
  readonly tables: readonly string[];
  /** Whether a `.rename(...)` was added, because the name before stays the raw files' key. */
  readonly inserted: boolean;
}

/**
 * What to write so that a column has another name from where it is made to where it ends, and nothing else changes: the
 * lake with the edits is run, and compared. Refuses when that cannot be. Writes nothing.
 */
export async function renameColumn(options: RenameOptions): Promise<Renamed> {
  const before = await observe(options.transforms);
  const { table, column, to } = options;
  const named = `${table}.${column}`;
  checkName(to);
  const flow = flowOf(before.plan, column);
  const renaming = renamingOf(before, flow, options);
  checkFree(before, renaming, named);
  const { edits, notFound, conflicts } = renameEdits(
    before.files,
    claimsOf(before.session, flow, renaming.homes, before.callsTo),
    column,
    to,
    renaming.inserted === undefined ? undefined : insertionInto(before, renaming.inserted),
  );
  const [unfound] = notFound;
  if (unfound !== undefined)
    block(named, "what stands there means the column, but its name is not written out in these files", spanAt(unfound));
  const [conflict] = conflicts;
  if (conflict !== undefined)
    block(named, `\`${column}\` means this column there, and in another use of the same line a different one`, conflict, SPLIT);
  const stranger = edits.find(({ file }) => !file.startsWith(`${before.root}${sep}`));
  if (stranger !== undefined) block(named, "its name is written in a file that is not among the transforms", spanAt(stranger));
  const files = new Map(
    [...new Set(edits.map(({ file }) => file))].map((file) => {
      const text = readFileSync(file, "utf8");
      const mark = text.slice(0, text.length - withoutBom(text).length);
      return [
        file,
        {
          before: text,
          after:
            mark +
            edited(
              withoutBom(text),
              edits.filter((edit) => edit.file === file),
            ),
        },
      ] as const;
    }),
  );
  await check(before, renaming, new Map([...files].map(([file, { after }]) => [file, after])), named);
  const tables = [...renaming.homes].filter((home) => typeof home === "string").sort();
  return { files, edits, tables, inserted: renaming.inserted !== undefined };
}

const SPLIT = "write the two uses apart, then rename";

function checkName(to: string): void {
  const problems: Problem[] = [];
  checkColumnName(to, (problem) => problems.push(problem));
  if (problems.length > 0) throw new Refusal(problems.map(({ focus: _, ...problem }) => problem as Problem));
}

/** Where the column takes the new name. The key of a raw file keeps its own, unless the files change too. */
function renamingOf({ plan }: Observed, flow: Flow, { table, column, to, alsoInFiles }: RenameOptions): Renaming {
  const whole = connected(flow, table);
  const source = makers(flow, whole).find((home) => typeof home === "string");
  if (source === undefined || alsoInFiles) return { from: column, to, homes: whole };
  if (plan.sources.some(({ name }) => name === table)) refuse("rename-raw-key", { column: `${table}.${column}`, key: column });
  return { from: column, to, homes: downstream(flow, table), inserted: table };
}

/** Refuses a name that stands beside the column already, and a union of which only one side has the column. */
function checkFree({ plan, session }: Observed, { from, to, homes }: Renaming, named: string): void {
  const columnsOf = (home: Home): readonly string[] => {
    const columns =
      typeof home === "string"
        ? [...plan.sources, ...plan.tables].find(({ name }) => name === home)?.columns
        : schemaOfRelation(home).columns;
    return (columns ?? []).map(({ name }) => name);
  };
  for (const home of homes) {
    const isTable = typeof home === "string";
    const taken = columnsOf(home).find((name) => name !== from && (isTable ? name.toLowerCase() === to.toLowerCase() : name === to));
    if (taken !== undefined)
      block(
        named,
        `${isTable ? home : `\`${home.op}\` on the way`} has a column \`${taken}\` already`,
        isTable ? undefined : session.sites.get(home),
      );
    if (!isTable && home.op === "union" && !(homes.has(home.left) && homes.has(home.right))) {
      block(
        named,
        `the other side of a union has \`${from}\` too, from somewhere else`,
        session.sites.get(home),
        "rename it there first, or add `.rename(...)` to one side",
      );
    }
  }
}

function insertionInto({ session, callsTo }: Observed, table: string): Insertion {
  const keyOf = (places: readonly Place[]): string => JSON.stringify(places[0]);
  const calls = session.tables.map(({ plan, site }) => ({ name: plan.name, places: callsTo(site) }));
  const own = calls.find(({ name }) => name === table);
  if (own === undefined) throw new Error(`${table} was not declared`);
  return { places: own.places, isShared: calls.some(({ name, places }) => name !== table && keyOf(places) === keyOf(own.places)) };
}

/** Runs the lake with the changed files, and refuses when it is not the one before up to the name. */
async function check(before: Observed, renaming: Renaming, texts: ReadonlyMap<string, string>, named: string): Promise<void> {
  const after = await observe(before.root, texts);
  const problem = after.problems.find(({ code, parameters }) => wordsOf(code, parameters).severity === "error");
  if (problem !== undefined) {
    const [place] = problem.site === undefined || "endColumn" in problem.site ? [] : after.callsTo(problem.site);
    const where = place === undefined ? "" : ` (${relative(realpathSync(process.cwd()), place.file)}:${place.line})`;
    block(named, `with the new name the lake would not compile: ${wordsOf(problem.code, problem.parameters).message}${where}`);
  }
  const difference = differenceOf(renamedPlan(before.plan, renaming), after.plan);
  if (difference !== undefined) block(named, `more than the name would change: ${difference}`, undefined, APART);
}

const APART =
  "where a join matches columns of one name, only one of them is kept: say with `.select(...)` or `.dropColumns(...)` which columns the table has";

function block(column: string, reason: string, site?: Problem["site"], instead?: string): never {
  throw new Refusal([{ code: "rename-blocked", parameters: { column, reason, ...(instead === undefined ? {} : { instead }) }, site }]);
}

const spanAt = ({ file, line, column }: Place): Span => ({ file, line, column, endLine: line, endColumn: column + 1 });
