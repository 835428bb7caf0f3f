import type { PlanFile, TableFile } from "../compiler/plan-file.ts";
import { refuse } from "../diagnostics/diagnostic.ts";
import type { Compared, Side } from "./compared.ts";
import { meaningOf } from "./meaning/meaning.ts";
import { type Meaning, type Naming, rowsOf, SAME_NAMES } from "./meaning/relation-meaning.ts";
import { Terms } from "./meaning/terms.ts";
import { pairColumns } from "./pair-columns.ts";
import { isSameType } from "./rules/wider-type.ts";
import type { Differing } from "./tree/differing.ts";

/** The tables and sources whose files differ, with what they were, and how base names are called in the head. */
export interface Paired {
  readonly compared: readonly Compared[];
  readonly renamed: (name: string) => string;
}

/**
 * Pairs tables and sources by name. One that is gone and a new one are one renamed table when they mean the same: equal columns, and
 * equal rows of equal inputs; sources when they read the same folder. `order` has the names of the head such that each stands after what
 * it reads, so that what a table reads has been paired before it.
 */
export function pairTables({ base, head, order, files, names, unknownIn }: Differing): Paired {
  const terms = new Terms();
  const tables = new Map<string, string>();
  const columns = new Map<string, string>();
  const naming: Naming = {
    table: (name) => tables.get(name) ?? name,
    column: (table, name) => columns.get(`${table}.${name}`) ?? name,
  };
  const sideOf = (plan: PlanFile | undefined, tree: string, own: Naming): Side | undefined => {
    if (plan === undefined) return undefined;
    return plan.kind === "source" ? { plan } : { plan, meaning: understood(plan, tree, () => meaningOf(terms, plan.steps, own)) };
  };
  const gone = new Map([...base].filter(([name]) => !head.has(name)));
  const originOf = (after: Side): Side | undefined => {
    for (const plan of gone.values()) {
      if (!mayBe(plan, after.plan, naming)) continue;
      const before = sideOf(plan, names.base, naming);
      if (before !== undefined && isSame(before, after, terms)) return before;
    }
    return undefined;
  };
  const compared = order.flatMap((name): readonly Compared[] => {
    const after = sideOf(head.get(name), names.head, SAME_NAMES);
    if (after === undefined) return [];
    const before = sideOf(base.get(name), names.base, naming) ?? originOf(after);
    const pairs = pairColumns(before, after);
    if (before !== undefined) {
      gone.delete(before.plan.name);
      if (before.plan.name !== name) tables.set(before.plan.name, name);
      for (const pair of pairs)
        if (pair.before && pair.after && pair.before.name !== pair.after.name)
          columns.set(`${before.plan.name}.${pair.before.name}`, pair.after.name);
    }
    const unknown = [...new Set([before?.plan.name ?? name, name].flatMap(unknownIn))];
    return [{ table: name, before, after, columns: pairs, files: files.get(name) ?? [], unknown, renamed: naming.table }];
  });
  const removed = [...gone.values()].map((plan): Compared => {
    const before: Side = { plan };
    const { name } = plan;
    return {
      table: name,
      before,
      after: undefined,
      columns: pairColumns(before, undefined),
      files: files.get(name) ?? [],
      unknown: [],
      renamed: naming.table,
    };
  });
  return { compared: [...compared, ...removed], renamed: naming.table };
}

/** Steps that hold together in no way are a file that Sluice did not write. */
function understood<T>({ zone, name }: TableFile, tree: string, read: () => T): T {
  try {
    return read();
  } catch (failure) {
    const fault = `has steps that are no plan: ${failure instanceof Error ? failure.message : String(failure)}`;
    return refuse("tree-unreadable", { tree, path: `${zone}/${name}/plan.json`, fault });
  }
}

/** What is quick to see: whether the one plan may be the other under another name. */
function mayBe(before: PlanFile, after: PlanFile, naming: Naming): boolean {
  if (before.zone !== after.zone || before.columns.length !== after.columns.length) return false;
  if (before.kind === "source" || after.kind === "source") return before.kind === after.kind;
  const reads = new Set(after.reads);
  return before.reads.length === reads.size && before.reads.every((name) => reads.has(naming.table(name)));
}

function isSame(before: Side, after: Side, terms: Terms): boolean {
  if (before.plan.kind === "source" && after.plan.kind === "source") {
    if (before.plan.path !== after.plan.path) return false;
  } else if (!isSameRelation(before.meaning, after.meaning, terms)) return false;
  return before.plan.columns.every((column, i) => {
    const other = after.plan.columns[i];
    return other !== undefined && other.name === column.name && isSameType(column.type, other.type);
  });
}

function isSameRelation(before: Meaning | undefined, after: Meaning | undefined, terms: Terms): boolean {
  if (before === undefined || after === undefined || rowsOf(terms, before) !== rowsOf(terms, after)) return false;
  return [...before.columns].every(([name, id]) => after.columns.get(name) === id);
}
