import { isDeepStrictEqual } from "node:util";
import { describeLake } from "../compiler/describe.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import { toSteps } from "../operations/steps.ts";
import type { Column } from "../schema/column-type.ts";

/** What a plan declares otherwise than expected, in words; undefined when it is the same. */
export function differenceOf(expected: LakePlan, found: LakePlan): string | undefined {
  const [wanted, given] = [tablesOf(expected), tablesOf(found)];
  const names = wanted.map(({ name }) => name);
  const missing = names.find((name) => !given.some((table) => table.name === name));
  if (missing !== undefined || given.length > wanted.length) {
    return `there would be ${given.find(({ name }) => !names.includes(name))?.name ?? "nothing"} in the place of ${missing ?? "nothing"}`;
  }
  const differing = wanted.filter((table, i) => !isDeepStrictEqual(comparable(table), comparable(given[i])));
  const inWords = differing.map((table) =>
    columnsInWords(
      table,
      given.find(({ name }) => name === table.name),
    ),
  );
  const first =
    inWords.find((words) => words !== undefined) ??
    (differing[0] === undefined ? undefined : `${differing[0].name} would be made in another way`);
  if (first !== undefined) return first;
  if (!isDeepStrictEqual(expected.consents, found.consents)) return "a consent would change";
  return isDeepStrictEqual(expected.zones, found.zones) ? undefined : "a zone would change";
}

type AnyTable = SourcePlan | TablePlan;

/** With the descriptions that columns have where they come from. */
function tablesOf(plan: LakePlan): readonly AnyTable[] {
  const bare = { ...plan, tables: plan.tables.map((table) => ({ ...table, columns: table.columns.map(withoutDescription) })) };
  const { sources, tables } = describeLake(bare, new Map());
  return [...sources, ...tables];
}

/** A relation's columns may carry a description or not, which says nothing: the lake's description counts. */
const withoutDescription = ({ name, type, nullable }: Column): Column => ({ name, type, nullable });

function comparable(table: AnyTable | undefined): unknown {
  if (table === undefined || !("relation" in table)) return table;
  const steps = toSteps(table.relation).map((step) =>
    step.op === "read" ? { ...step, columns: (step.columns as readonly Column[]).map(withoutDescription) } : step,
  );
  return { ...table, relation: steps };
}

function columnsInWords(expected: AnyTable, found: AnyTable | undefined): string | undefined {
  const names = (table: AnyTable | undefined): readonly string[] => (table?.columns ?? []).map(({ name }) => name);
  const only = (these: readonly string[], those: readonly string[]): string =>
    these
      .filter((name) => !those.includes(name))
      .map((name) => `\`${name}\``)
      .join(", ");
  const gained = only(names(found), names(expected));
  const lost = only(names(expected), names(found));
  const parts = [...(gained === "" ? [] : [`gain ${gained}`]), ...(lost === "" ? [] : [`lack ${lost}`])];
  return parts.length === 0 ? undefined : `${expected.name} would ${parts.join(" and ")}`;
}
