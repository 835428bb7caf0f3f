import type { PersonReference } from "../../operations/lake.ts";
import { columnIn } from "../cases/case.ts";
import { tagsOf } from "../cases/tags.ts";
import type { Relation } from "../terms/term.ts";
import type { World } from "../world.ts";
import { type Derived, derivedTables } from "./derived.ts";
import type { Mention, Persons, Target } from "./persons.ts";

/** Works out who the rows of a lake are about. `order` names the tables such that each stands after what it reads. */
export function personsOf(world: World, order: readonly string[]): Persons {
  const references = [...world.sources.values()].flatMap(({ plan }) => plan.person);
  const named = new Set([...world.plan.consents.map(({ person }) => person), ...references.map(({ table }) => table)]);
  const derived = derivedTables(
    world,
    order,
    [...named].filter((name) => world.tables.has(name)),
  );
  const relations = new Map(
    [...named].flatMap((name) => {
      const relation = world.sources.get(name)?.relation ?? derived.get(name)?.relation;
      return relation === undefined ? [] : [[name, relation] as const];
    }),
  );
  const mentions = new Map(
    [...world.sources].map(([name, { plan }]) => [
      name,
      [...selfMention(name, relations, derived), ...plan.person.map((reference) => mentionBy(reference, derived))],
    ]),
  );
  const unique = new Map([...relations].map(([name, relation]) => [name, uniqueColumns(relation)]));
  const persons: Persons = {
    mentionsOf: (source) => mentions.get(source) ?? [],
    relationOf: (table) => relations.get(table),
    isUnique: (table, column) => unique.get(table)?.includes(column) ?? false,
    uniqueColumnsOf: (table) => unique.get(table) ?? [],
    namedIn: namedColumns(world, relations, mentions),
    personalIn: (source, column) => personal(source, column),
  };
  const personal = personalColumns(world, derived, persons);
  return persons;
}

const uniqueColumns = (relation: Relation | undefined): readonly string[] =>
  (relation?.keys ?? []).flatMap(({ columns }) => (columns.length === 1 ? columns : []));

/** A row of a person table stands for a person, and so does a row that a person table takes its key from. */
function selfMention(source: string, relations: ReadonlyMap<string, Relation>, derived: ReadonlyMap<string, Derived>): readonly Mention[] {
  const own = relations.get(source);
  const targets: Target[] = uniqueColumns(own).map((column) => ({ table: source, column, via: column, complete: true }));
  for (const [table, { relation, copies }] of derived) {
    for (const column of uniqueColumns(relation)) {
      const origin = copies.get(column);
      if (origin?.source === source) targets.push({ table, column, via: origin.column, complete: true });
    }
  }
  if (own === undefined && targets.length === 0) return [];
  return [
    {
      column: undefined,
      table: own === undefined ? (targets[0]?.table ?? source) : source,
      self: own !== undefined,
      targets,
      kind: source,
    },
  ];
}

/** A reference leads to the column it names, to the column that this one is a copy of, and to the same column in tables that have copies. */
function mentionBy({ column: via, table, references }: PersonReference, derived: ReadonlyMap<string, Derived>): Mention {
  const origin = derived.get(table)?.copies.get(references) ?? { source: table, column: references };
  const copies = [...derived].flatMap(([copy, { relation, copies: columns }]) =>
    [...columns].flatMap(([column, from]): readonly Target[] => {
      if (from.source !== origin.source || from.column !== origin.column) return [];
      return [{ table: copy, column, via, complete: uniqueColumns(relation).includes(column) }];
    }),
  );
  const named: readonly Target[] = [
    { table, column: references, via, complete: true },
    { table: origin.source, column: origin.column, via, complete: true },
  ];
  const targets = new Map([...copies, ...named].map((target) => [`${target.table}.${target.column}`, target]));
  return { column: via, table, self: false, targets: [...targets.values()], kind: kindOf(table, derived) };
}

/** The source that a person table takes a key from tells what kind of people it has. */
function kindOf(table: string, derived: ReadonlyMap<string, Derived>): string {
  const known = derived.get(table);
  const origins = uniqueColumns(known?.relation).flatMap((column) => known?.copies.get(column) ?? []);
  return origins[0]?.source ?? table;
}

function namedColumns(
  world: World,
  relations: ReadonlyMap<string, Relation>,
  mentions: ReadonlyMap<string, readonly Mention[]>,
): Persons["namedIn"] {
  const named = new Map<string, Set<string>>();
  const add = (relation: string, column: string | undefined): void => {
    if (column !== undefined) named.set(relation, (named.get(relation) ?? new Set()).add(column));
  };
  for (const [source, found] of mentions) {
    for (const { targets } of found) {
      for (const { table, column, via } of targets) {
        add(source, via);
        if (relations.has(table)) add(table, column);
      }
    }
    if (found.length > 0) add(source, world.sources.get(source)?.plan.eventTime);
  }
  for (const { person, givenAt } of world.plan.consents) if (relations.has(person)) add(person, givenAt);
  const columns = new Map([...named].map(([relation, set]) => [relation, [...set]]));
  return (relation) => columns.get(relation) ?? [];
}

/** A column that refers to a person's column is as personal as that one. */
function personalColumns(world: World, derived: ReadonlyMap<string, Derived>, persons: Persons): Persons["personalIn"] {
  const found = new Map<string, readonly string[]>();
  const personal = (source: string, column: string): readonly string[] => {
    const key = `${source}.${column}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    found.set(key, []);
    const own = world.sources.get(source)?.plan.columns.find(({ name }) => name === column)?.personal;
    const referred = persons
      .mentionsOf(source)
      .filter((mention) => mention.column === column)
      .flatMap(({ targets }) => targets.flatMap((target) => [...personal(target.table, target.column), ...derivedTags(target)]));
    const tags = [...new Set([...(own === undefined ? [] : [own]), ...referred])].sort();
    found.set(key, tags);
    return tags;
  };
  const derivedTags = ({ table, column }: Target): readonly string[] =>
    (derived.get(table)?.cases ?? []).flatMap((one) =>
      one.columns.has(column) ? [...tagsOf(one, [columnIn(one, column)], persons).keys()] : [],
    );
  return personal;
}
