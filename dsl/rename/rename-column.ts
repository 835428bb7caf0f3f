import { readFileSync } from "node:fs";
import { sep } from "node:path";
import { Refusal, refuse, type Span } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/site.ts";
import { withoutBom } from "../diagnostics/source-text.ts";
import { type Edit, edited } from "../source/names/edits.ts";
import { type Insertion, type RenameEdits, renameEdits } from "../source/names/rename-names.ts";
import { checkName, type Obstacle, obstacleInResult, obstacleOnTheWay } from "./check.ts";
import { claimsOf, type HomeClaim } from "./claims.ts";
import type { Renaming } from "./expected.ts";
import { connected, downstream, type Flow, flowOf, makers } from "./flow.ts";
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
  checkName(options.to);
  const before = await observe(options.transforms);
  const flow = flowOf(before.plan, options.column, false);
  const renaming = renamingOf(before, flow, options);
  const renamed = await tried(before, flow, renaming);
  if (!("reason" in renamed)) return renamed;
  const wider = renamed.isDifference === true && renaming.inserted === undefined ? withMatched(before, renaming, options.table) : undefined;
  const again = wider === undefined ? renamed : await tried(before, wider.flow, wider.renaming);
  return "reason" in again ? block(`${options.table}.${options.column}`, renamed) : again;
}

/**
 * Where the column takes the new name. The key of a raw file keeps its own, unless the files change too, or the name differs
 * only by case, in which keys are matched without regard to it.
 */
function renamingOf({ plan }: Observed, flow: Flow, { table, column, to, alsoInFiles }: RenameOptions): Renaming {
  const whole = connected(flow, table);
  const isRaw = makers(flow, whole).some((home) => typeof home === "string");
  if (!isRaw || alsoInFiles || column.toLowerCase() === to.toLowerCase()) return { from: column, to, homes: whole };
  if (plan.sources.some(({ name }) => name === table)) refuse("rename-raw-key", { column: `${table}.${column}`, key: column });
  return { from: column, to, homes: downstream(flow, table), inserted: table };
}

/** The renaming that takes along the columns that joins match with the column under its name, if that takes no more raw keys. */
function withMatched(
  before: Observed,
  renaming: Renaming,
  table: string,
): { readonly flow: Flow; readonly renaming: Renaming } | undefined {
  const wider = flowOf(before.plan, renaming.from, true);
  const homes = connected(wider, table);
  const takesMoreKeys = makers(wider, homes).some((home) => typeof home === "string" && !renaming.homes.has(home));
  return takesMoreKeys ? undefined : { flow: wider, renaming: { ...renaming, homes } };
}

/** What the renaming needs, or what stands in its way. */
async function tried(before: Observed, flow: Flow, asked: Renaming): Promise<Renamed | Obstacle> {
  const { renaming, found } = whole(before, flow, asked);
  const obstacle = obstacleOnTheWay(before, renaming) ?? obstacleInText(before, renaming, found);
  if (obstacle !== undefined) return obstacle;
  const { edits } = found;
  const files = new Map([...new Set(edits.map(({ file }) => file))].map((file) => [file, textsOf(file, edits)]));
  const failure = await obstacleInResult(before, renaming, new Map([...files].map(([file, { after }]) => [file, after])));
  if (failure !== undefined) return failure;
  const tables = [...renaming.homes].filter((home) => typeof home === "string").sort();
  return { files, edits, tables, inserted: renaming.inserted !== undefined };
}

/** The renaming with all columns that get their name at the same place, as those do that a loop or a macro makes. */
function whole(before: Observed, flow: Flow, asked: Renaming): { readonly renaming: Renaming; readonly found: RenameEdits<HomeClaim> } {
  const { from, to, inserted } = asked;
  const insertion = inserted === undefined ? undefined : insertionInto(before, inserted);
  for (let renaming = asked; ; ) {
    const found = renameEdits(before.files, claimsOf(before.session, flow, renaming.homes, before.callsTo), from, to, insertion);
    if (found.madeTogether.length === 0) return { renaming, found };
    const homes = found.madeTogether.flatMap(({ home }) => [...connected(flow, home)]);
    renaming = { ...renaming, homes: new Set([...renaming.homes, ...homes]) };
  }
}

function insertionInto({ session, callsTo }: Observed, table: string): Insertion {
  const keyOf = (places: readonly Place[]): string => JSON.stringify(places[0]);
  const calls = session.tables.map(({ plan, site }) => ({ name: plan.name, places: callsTo(site) }));
  const own = calls.find(({ name }) => name === table);
  if (own === undefined) throw new Error(`${table} was not declared`);
  return { places: own.places, isShared: calls.some(({ name, places }) => name !== table && keyOf(places) === keyOf(own.places)) };
}

function obstacleInText(
  { root }: Observed,
  { from }: Renaming,
  { notFound, conflicts, edits }: RenameEdits<HomeClaim>,
): Obstacle | undefined {
  const [unfound] = notFound;
  if (unfound !== undefined)
    return { reason: "what stands there means the column, but its name is not written out in these files", site: spanAt(unfound) };
  const [conflict] = conflicts;
  if (conflict !== undefined) {
    const reason = `\`${from}\` means this column there, and in another use of the same line a different one`;
    return { reason, site: conflict, instead: "write the two uses apart, then rename" };
  }
  const stranger = edits.find(({ file }) => !file.startsWith(`${root}${sep}`));
  return stranger === undefined
    ? undefined
    : { reason: "its name is written in a file that is not among the transforms", site: spanAt(stranger) };
}

function textsOf(file: string, edits: readonly Edit[]): { readonly before: string; readonly after: string } {
  const before = readFileSync(file, "utf8");
  const text = withoutBom(before);
  const own = edits.filter((edit) => edit.file === file);
  return { before, after: before.slice(0, before.length - text.length) + edited(text, own) };
}

function block(column: string, { reason, site, instead }: Obstacle): never {
  throw new Refusal([{ code: "rename-blocked", parameters: { column, reason, ...(instead === undefined ? {} : { instead }) }, site }]);
}

const spanAt = ({ file, line, column }: Place): Span => ({ file, line, column, endLine: line, endColumn: column + 1 });
