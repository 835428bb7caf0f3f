import type { Found } from "../change.ts";
import type { DeclaredKind } from "../kinds/table-kinds.ts";
import { type Meaning, narrowing } from "../meaning/relation-meaning.ts";
import type { Id } from "../meaning/terms.ts";
import { say } from "../sentence.ts";
import type { TableRule } from "./rule.ts";

type Verdict = "same" | "wider" | "narrower" | "other";

/** What became of the rows. Where the rest is the same, conditions that only take rows away say it all. */
function verdictOf(before: Meaning, after: Meaning): Verdict {
  if (before.skeleton !== after.skeleton) return "other";
  const [was, is] = [new Set(narrowing(before.clauses)), new Set(narrowing(after.clauses))];
  const [keepsAll, addsNone] = [is.isSupersetOf(was), is.isSubsetOf(was)];
  return keepsAll ? (addsNone ? "same" : "narrower") : addsNone ? "wider" : "other";
}

const ofVerdict =
  (verdict: Verdict): TableRule =>
  ({ before, after }) => {
    if (before?.meaning === undefined || after?.meaning === undefined) return [];
    return verdictOf(before.meaning, after.meaning) === verdict ? [found(before.meaning, after.meaning)] : [];
  };

/** The clauses that only one side has. Where none differs, they are put together in another way. */
function found(before: Meaning, after: Meaning): Found {
  const gone = clausesOnly(before, after);
  const added = clausesOnly(after, before);
  return {
    ...(gone.length === 0 ? {} : { before: gone.join("; ") }),
    ...(added.length === 0 ? {} : { after: added.join("; ") }),
    notes: [
      ...gone.map((words) => say`no longer: ${words}`),
      ...added.map((words) => say`now: ${words}`),
      ...(gone.length + added.length === 0 ? [say`the same steps, put together in another way`] : []),
    ],
  };
}

const clausesOnly = ({ clauses }: Meaning, other: Meaning): readonly string[] => {
  const missing = [...clauses].filter(([id]: [Id, unknown]) => !other.clauses.has(id)).map(([, { words }]) => words);
  const kept = new Set([...other.clauses.values()].map(({ words }) => words));
  const said = missing.filter((words) => !kept.has(words));
  return [...new Set(said.length === 0 ? missing : said)];
};

/** Rules of which rows there are. */
export const ROWS = {
  "rows-widened": ofVerdict("wider"),
  "rows-narrowed": ofVerdict("narrower"),
  "rows-changed": ofVerdict("other"),
} as const satisfies { readonly [K in DeclaredKind]?: TableRule };
