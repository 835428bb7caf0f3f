import { realpathSync } from "node:fs";
import { relative } from "node:path";
import { checkColumnName } from "../authoring/names.ts";
import { wordsOf } from "../diagnostics/codes.ts";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import { schemaOfRelation } from "../operations/rules.ts";
import { differenceOf } from "./difference.ts";
import { type Renaming, renamedPlan } from "./expected.ts";
import type { Home } from "./flow.ts";
import { type Observed, observe } from "./observe.ts";

/** Why a column cannot be renamed. */
export interface Obstacle {
  readonly reason: string;
  readonly site?: Problem["site"];
  readonly instead?: string;
  /** Whether the renamed lake would be another one, and not only by the name. */
  readonly isDifference?: true;
}

/** Refuses what no column can be called. */
export function checkName(to: string): void {
  const problems: Problem[] = [];
  checkColumnName(to, (problem) => problems.push(problem));
  if (problems.length > 0) throw new Refusal(problems.map(({ focus: _, ...problem }) => problem as Problem));
}

/** A name that stands beside the column already, or a union of which only one side has the column. */
export function obstacleOnTheWay({ plan, session }: Observed, { from, to, homes }: Renaming): Obstacle | undefined {
  const columnsOf = (home: Home): readonly { readonly name: string }[] =>
    (typeof home === "string" ? [...plan.sources, ...plan.tables].find(({ name }) => name === home) : schemaOfRelation(home))?.columns ??
    [];
  for (const home of homes) {
    const isTable = typeof home === "string";
    const site = isTable ? undefined : session.sites.get(home);
    const taken = columnsOf(home).find(({ name }) => name !== from && (isTable ? name.toLowerCase() === to.toLowerCase() : name === to));
    if (taken !== undefined)
      return { reason: `${isTable ? home : `\`${home.op}\` on the way`} has a column \`${taken.name}\` already`, site };
    if (!isTable && home.op === "union" && !(homes.has(home.left) && homes.has(home.right))) {
      const instead = "rename it there first, or add `.rename(...)` to one side";
      return { reason: `the other side of a union has \`${from}\` too, from somewhere else`, site, instead };
    }
  }
  return undefined;
}

/** Runs the lake with the changed files: what makes it another one than that before, up to the name. */
export async function obstacleInResult(
  before: Observed,
  renaming: Renaming,
  texts: ReadonlyMap<string, string>,
): Promise<Obstacle | undefined> {
  const after = await observe(before.root, texts);
  const inWords = ({ code, parameters, site }: Problem): Obstacle => {
    const [place] = site === undefined || "endColumn" in site ? [] : after.callsTo(site);
    const where = place === undefined ? "" : ` (${relative(realpathSync(process.cwd()), place.file)}:${place.line})`;
    return { reason: `with the new name the lake would not compile: ${wordsOf(code, parameters).message}${where}` };
  };
  const isError = ({ code, parameters }: Problem): boolean => wordsOf(code, parameters).severity === "error";
  const mistake = after.mistakes.find(isError);
  if (mistake !== undefined) return inWords(mistake);
  const difference = differenceOf(renamedPlan(before.plan, renaming), after.plan);
  if (difference !== undefined) return { reason: `more than the name would change: ${difference}`, instead: APART, isDifference: true };
  const unproven = after.unproven.find(isError);
  return unproven === undefined ? undefined : inWords(unproven);
}

const APART =
  "where a join matches columns of one name, only one of them is kept: say with `.select(...)` or `.dropColumns(...)` which columns the table has";
