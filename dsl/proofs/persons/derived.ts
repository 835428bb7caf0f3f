import { tablesRead } from "../../operations/steps.ts";
import type { Case } from "../cases/case.ts";
import { isUniqueBy } from "../cases/unique.ts";
import { viewsOf } from "../cases/views.ts";
import { withinSteps } from "../closure/work.ts";
import { isKnowable, knowTable, type TableKnowledge, type Unknowable } from "../tables.ts";
import { domainOf } from "../terms/domain.ts";
import type { Key, Relation, Term } from "../terms/term.ts";
import type { World } from "../world.ts";
import { NOBODY } from "./persons.ts";

/** A person table that is made from other tables, as far as it is known without knowing who is who. */
export interface Derived {
  readonly relation: Relation;
  /** The source column that each column is a copy of, where it is a copy of one. */
  readonly copies: ReadonlyMap<string, SourceColumn>;
  readonly cases: readonly Case[];
}

export interface SourceColumn {
  readonly source: string;
  readonly column: string;
}

/** The keys and origins of these tables. A table of which nothing can be shown is left out. */
export function derivedTables(world: World, order: readonly string[], names: readonly string[]): ReadonlyMap<string, Derived> {
  const needed = new Set<string>();
  const need = (name: string): void => {
    const table = world.tables.get(name);
    if (table === undefined || needed.has(name)) return;
    needed.add(name);
    tablesRead(table.relation).forEach(need);
  };
  names.forEach(need);
  const known = new Map<string, TableKnowledge | Unknowable>();
  for (const name of order) {
    const table = world.tables.get(name);
    if (table !== undefined && needed.has(name))
      known.set(
        name,
        withinSteps<TableKnowledge | Unknowable>(
          () => knowTable(table, world, NOBODY, known, () => {}),
          (limit) => ({ table, limit }),
        ),
      );
  }
  return new Map(
    names.flatMap((name) =>
      withinSteps(
        () => derivedOf(name, known),
        () => [],
      ),
    ),
  );
}

function derivedOf(name: string, known: ReadonlyMap<string, TableKnowledge | Unknowable>): readonly (readonly [string, Derived])[] {
  const table = known.get(name);
  if (table === undefined || !isKnowable(table)) return [];
  const { cases } = table;
  const columns = table.table.columns.filter(({ type }) => domainOf(type).exact);
  const keys = columns.flatMap(({ name: column }) => keyOf(cases, column, name));
  const relation: Relation = {
    name,
    kind: "table",
    columns: new Map(table.table.columns.map((column) => [column.name, { domain: domainOf(column.type), notNull: false }])),
    keys,
  };
  const copies = table.table.columns.flatMap(({ name: column }) => {
    const origin = copyIn(cases.flatMap((one) => valuesOf(one, column)));
    return origin === undefined ? [] : [[column, origin] as const];
  });
  return [[name, { relation, copies: new Map(copies), cases }] as const];
}

function keyOf(cases: readonly Case[], column: string, table: string): readonly Key[] {
  const nullSafe = isUniqueBy(cases, [column], true, { table });
  return nullSafe || isUniqueBy(cases, [column], false, { table }) ? [{ columns: [column], nullSafe }] : [];
}

/** What a column is, whatever the splits choose. */
function valuesOf(one: Case, column: string): readonly (Term | undefined)[] {
  const term = one.columns.get(column);
  if (term?.kind !== "column" || term.row.relation.kind === "source") return [term];
  return viewsOf(one, { terms: [term] }).cases.map((view) => view.columns.get(column));
}

/** The one source column that all the terms are. */
function copyIn(terms: readonly (Term | undefined)[]): SourceColumn | undefined {
  const origins = terms.map((term) =>
    term?.kind === "column" && term.row.relation.kind === "source" ? { source: term.row.relation.name, column: term.column } : undefined,
  );
  const [first] = origins;
  return origins.every((origin) => origin?.source === first?.source && origin?.column === first?.column) ? first : undefined;
}
