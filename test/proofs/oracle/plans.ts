import type { Expression } from "../../../dsl/expressions/expression.ts";
import type { FunctionName } from "../../../dsl/expressions/functions.ts";
import type { WindowExpression, WindowFunctionName } from "../../../dsl/expressions/window.ts";
import type { SourcePlan, TablePlan } from "../../../dsl/operations/lake.ts";
import type { RelationNode } from "../../../dsl/operations/relation.ts";
import { schemaOfRelation } from "../../../dsl/operations/rules.ts";
import { type Column, sameType } from "../../../dsl/schema/column-type.ts";
import {
  aggregate,
  call,
  column,
  derive,
  distinct,
  filter,
  joined,
  latest,
  left,
  literal,
  type Measure,
  measured,
  readSource,
  readTable,
  right,
  select,
  tableOf,
  union,
} from "../build.ts";
import { RandomExpressions } from "./expressions.ts";
import type { Random } from "./random.ts";
import type { RandomWorld } from "./world.ts";

/** Makes random relations over a random world: single operations, and the idioms that proofs are about. */
export class RandomPlans {
  readonly #random: Random;
  readonly #expressions: RandomExpressions;
  readonly #world: RandomWorld;
  readonly #pool: RelationNode[] = [];
  readonly tables: TablePlan[];
  #names = 0;

  constructor(random: Random, world: RandomWorld) {
    this.#random = random;
    this.#expressions = new RandomExpressions(random);
    this.#world = world;
    this.tables = world.current === undefined ? [] : [world.current];
  }

  /** A relation, some of whose parts are tables of their own. */
  relation(depth: number): RelationNode {
    const random = this.#random;
    if (this.#pool.length > 0 && depth < 3 && random.chance(0.12)) return random.pick(this.#pool);
    const made = depth === 0 ? this.#base() : this.#operation(depth);
    if (depth > 0) this.#pool.push(made);
    if (depth === 0 || !random.chance(0.15)) return made;
    return readTable(this.table(made));
  }

  /** Many left joins, ORs and unions one after the other, and then something that may need some of them. */
  wide(steps: number): RelationNode {
    const random = this.#random;
    let made = this.#base();
    for (let i = 0; i < steps; i++) {
      const { columns } = schemaOfRelation(made);
      const { name } = random.pick(columns);
      const fixed = random.chance(0.4) ? this.#fixed(random.sample(columns, 2)) : undefined;
      const either = call("or", fixed ?? call("isNull", column(name)), this.#expressions.predicate(columns, 1, column));
      made = random.weighted([
        [() => this.#join("leftJoin", made, this.#base()), 4],
        [() => this.#join(random.pick(["join", "leftJoin"]), made, this.#union(this.#base(), 1)), 2],
        [() => filter(made, either), 4],
        [() => union(made, filter(made, either)), 1],
      ])();
    }
    const { columns } = schemaOfRelation(made);
    const question = random.pick([
      () => made,
      () => filter(made, call("isNotNull", column(random.pick(columns).name))),
      () => distinct(select(made, ...random.sample(columns, 3).map(({ name }) => name))),
      () => this.#join("semiJoin", made, this.#consented()),
      () => this.#aggregate(made),
    ]);
    return random.chance(0.3) ? readTable(this.table(question())) : question();
  }

  /** Columns that each equal a constant: keys among them tell rows apart. */
  #fixed(columns: readonly Column[]): Expression | undefined {
    const equal = columns.flatMap((one) => {
      const constant = this.#expressions.constant(one);
      return constant === undefined ? [] : [call("eq", column(one.name), constant)];
    });
    return equal.length === 0 ? undefined : equal.reduce((all, one) => call("and", all, one));
  }

  table(relation: RelationNode): TablePlan {
    const table = tableOf(`t${++this.#names}`, this.#random.chance(0.7) ? "denying" : "open", relation);
    this.tables.push(table);
    return table;
  }

  #source(name: string): SourcePlan {
    const found = this.#world.sources.find((source) => source.name === name);
    if (found === undefined) throw new Error(`no source ${name}`);
    return found;
  }

  #customers(): RelationNode {
    const { current } = this.#world;
    return current !== undefined && this.#random.chance(0.75) ? readTable(current) : readSource(this.#source("cust"));
  }

  #consented(): RelationNode {
    return filter(this.#customers(), call("isNotNull", column("consent")));
  }

  #base(): RelationNode {
    if (this.#random.chance(0.3)) return this.#consented();
    const name = this.#random.pick(["cust", "cust", "acc", "acc", "step", "step", "sale", "dim"]);
    return name === "cust" ? this.#customers() : readSource(this.#source(name));
  }

  /** Fresh names for every column. */
  #renamed(input: RelationNode): RelationNode {
    const columns = schemaOfRelation(input).columns.map(({ name }) => ({
      from: name,
      to: `${name.replace(/_[0-9]+$/, "")}_${++this.#names}`,
    }));
    return { op: "rename", input, columns };
  }

  #operation(depth: number): RelationNode {
    const random = this.#random;
    const input = (): RelationNode => this.relation(depth - 1);
    switch (
      random.weighted([
        ["filter", 10],
        ["select", 4],
        ["derive", 6],
        ["join", 14],
        ["leftJoin", 8],
        ["semiJoin", 14],
        ["antiJoin", 6],
        ["distinct", 4],
        ["latest", 5],
        ["aggregate", 7],
        ["window", 10],
        ["explode", 8],
        ["union", 5],
        ["reference", 14],
        ["allAgreed", 3],
        ["sole", 4],
      ] as const)
    ) {
      case "filter": {
        const relation = input();
        return filter(relation, this.#expressions.predicate(schemaOfRelation(relation).columns, 2, column));
      }
      case "select": {
        const relation = input();
        const { columns } = schemaOfRelation(relation);
        const kept = select(
          relation,
          ...random.sample(columns, random.integer(Math.max(1, columns.length - 3), columns.length)).map(({ name }) => name),
        );
        return random.chance(0.3) ? this.#renamed(kept) : kept;
      }
      case "derive": {
        const relation = input();
        return derive(relation, `e${++this.#names}`, this.#expressions.expression(schemaOfRelation(relation).columns, 2, column));
      }
      case "join":
        return this.#join("join", input(), random.chance(0.6) ? input() : this.#base());
      case "leftJoin":
        return this.#join("leftJoin", input(), random.chance(0.6) ? input() : this.#base());
      case "semiJoin":
        return this.#join("semiJoin", input(), random.chance(0.6) ? input() : this.#base());
      case "antiJoin":
        return this.#join("antiJoin", input(), random.chance(0.6) ? input() : this.#base());
      case "distinct":
        return distinct(input());
      case "latest": {
        const relation = input();
        const names = schemaOfRelation(relation).columns.map(({ name }) => name);
        return latest(relation, random.sample(names, random.integer(1, 2)), random.pick(names));
      }
      case "aggregate":
        return this.#aggregate(input());
      case "window":
        return this.#window(input());
      case "explode":
        return this.#explode(input());
      case "union":
        return this.#union(input(), depth);
      case "reference":
        return this.#reference(random.pick(["acc", "step", "sale"]), random.chance(0.8) ? this.#consented() : input());
      case "allAgreed":
        return this.#reference("step", this.#consented(), "allAgreed");
      case "sole":
        return this.#reference("step", this.#soleOwners(), "sole");
    }
  }

  #join(op: "join" | "leftJoin" | "semiJoin" | "antiJoin", a: RelationNode, original: RelationNode): RelationNode {
    const random = this.#random;
    const b = this.#renamed(original);
    const [ours, theirs] = [schemaOfRelation(a).columns, schemaOfRelation(b).columns];
    const pairs = ours.flatMap((l) => theirs.flatMap((r) => (sameType(l.type, r.type) ? [[l, r] as const] : [])));
    if (pairs.length === 0) return a;
    const on = Object.fromEntries(random.sample(pairs, random.pick([1, 1, 1, 2])).map(([l, r]) => [l.name, r.name]));
    return joined(op, a, b, on, random.chance(0.45) ? {} : { where: this.#condition(ours, theirs, pairs) });
  }

  #condition(ours: readonly Column[], theirs: readonly Column[], pairs: readonly (readonly [Column, Column])[]): Expression {
    const random = this.#random;
    const times = pairs.filter(([l]) => l.type.kind === "epochMillis");
    if (times.length > 0 && random.chance(0.5)) {
      const [l, r] = random.pick(times);
      return call("gte", left(l.name), right(r.name));
    }
    if (random.chance(0.1)) {
      const [l, r] = random.pick(pairs);
      return call("isNotDistinctFrom", left(l.name), right(r.name));
    }
    const names = new Set(ours.map(({ name }) => name));
    return this.#expressions.predicate([...ours, ...theirs], 1, (name) => (names.has(name) ? left(name) : right(name)));
  }

  #measure(columns: readonly Column[]): Measure {
    const random = this.#random;
    const { name, type } = random.pick(columns);
    const number = type.kind === "int64" || type.kind === "double" || type.kind === "int32";
    return random.pick<Measure>([
      ["count"],
      ["count", column(name)],
      ["min", column(name)],
      ["min", column(name)],
      ["max", column(name)],
      ...(number ? [["sum", column(name)] as const, ["avg", column(name)] as const] : []),
    ]);
  }

  #aggregate(relation: RelationNode): RelationNode {
    const random = this.#random;
    const { columns } = schemaOfRelation(relation);
    const by = random.sample(columns, random.pick([0, 1, 1, 1, 2])).map(({ name }) => name);
    return aggregate(
      relation,
      by,
      Object.fromEntries(Array.from({ length: random.integer(1, 2) }, () => this.#distinct(`m${++this.#names}`, this.#measure(columns)))),
    );
  }

  /** Every other count of a column is one of its different values. */
  #distinct(name: string, [what, argument]: Measure): readonly [string, Measure] {
    const counted = what === "count" && argument !== undefined && this.#names % 2 === 0;
    return [name, counted ? ["countDistinct", argument] : ([what, argument] as Measure)];
  }

  /** Often only the first row of each partition is kept, which makes the partition a key. */
  #window(relation: RelationNode): RelationNode {
    const random = this.#random;
    const { columns } = schemaOfRelation(relation);
    const orderBy = random
      .sample(columns, random.pick([0, 1, 1, 1, 2]))
      .map(({ name }) => ({ column: name, descending: random.chance(0.3) }));
    const value = (): WindowExpression => {
      if (orderBy.length === 0 || random.chance(0.3)) return measured(this.#measure(columns));
      const place = random.chance(0.35);
      const name = random.pick<WindowFunctionName>(
        place ? ["rowNumber", "rowNumber", "rank", "denseRank"] : ["lag", "lag", "lead", "first", "last"],
      );
      if (place) return { op: "window", function: name };
      const argument = column(random.pick(columns).name);
      return { op: "window", function: name, argument, ...(name === "lag" || name === "lead" ? { offset: random.pick([1, 1, 2]) } : {}) };
    };
    const window: RelationNode = {
      op: "window",
      input: relation,
      partitionBy: random.sample(columns, random.pick([0, 1, 1, 1, 2])).map(({ name }) => name),
      orderBy,
      columns: Array.from({ length: random.integer(1, 2) }, () => ({ name: `w${++this.#names}`, value: value() })),
    };
    const numbered = window.columns.find((one) => one.value.function === "rowNumber");
    return numbered === undefined || random.chance(0.5) ? window : filter(window, call("eq", column(numbered.name), literal(1)));
  }

  #explode(relation: RelationNode): RelationNode {
    const random = this.#random;
    const isArray = ({ type }: Column): boolean => type.kind === "array";
    const input = schemaOfRelation(relation).columns.some(isArray) ? relation : readSource(this.#source("acc"));
    const array = random.pick(schemaOfRelation(input).columns.filter(isArray));
    const position = random.chance(0.6) ? { position: `p${++this.#names}` } : {};
    return { op: "explode", input, column: array.name, as: `v${++this.#names}`, ...position, keepEmpty: random.chance(0.35) };
  }

  #union(a: RelationNode, depth: number): RelationNode {
    const random = this.#random;
    const { columns } = schemaOfRelation(a);
    if (random.chance(0.5)) return union(a, filter(a, this.#expressions.predicate(columns, 1, column)));
    const b = this.relation(depth - 1);
    const theirs = schemaOfRelation(b).columns;
    const pairs = columns.flatMap((mine) => {
      const alike = theirs.filter(({ type }) => sameType(type, mine.type));
      const chosen =
        alike.find(({ name }) => name === mine.name && random.chance(0.8)) ?? (alike.length > 0 ? random.pick(alike) : undefined);
      return chosen === undefined ? [] : [[mine.name, chosen.name] as const];
    });
    if (pairs.length === 0) return a;
    const names = pairs.map(([mine]) => mine);
    return union(select(a, ...names), {
      op: "project",
      input: b,
      columns: pairs.map(([name, their]) => ({ name, expression: column(their) })),
    });
  }

  /** Rows about a person matched with the person. */
  #reference(source: "acc" | "step" | "sale", people: RelationNode, kind?: "allAgreed" | "sole"): RelationNode {
    const random = this.#random;
    const [refers, key, time] = (
      { acc: ["user", "email", "ts"], step: ["ser", "serial", "rt"], sale: [random.pick(["buyer", "seller"]), "email", "at"] } as const
    )[source];
    let rows = readSource(this.#source(source));
    if (kind === "allAgreed") rows = this.#allAgreed(rows);
    let matched = this.#renamed(people);
    const named = (name: string): string | undefined =>
      schemaOfRelation(matched).columns.find((one) => one.name.replace(/_[0-9]+$/, "") === name)?.name;
    if (named(key) === undefined) matched = this.#renamed(this.#consented());
    const [keyName, consentName] = [named(key), named("consent")];
    if (keyName === undefined) return rows;
    const where = consentName !== undefined && random.chance(0.8) ? { where: call("gte", left(time), right(consentName)) } : {};
    return joined(random.pick(["semiJoin", "semiJoin", "join", "leftJoin"]), rows, matched, { [refers]: keyName }, where);
  }

  /** Takes out the readings some of whose possible owners had not agreed. */
  #allAgreed(rows: RelationNode): RelationNode {
    const random = this.#random;
    const absent = call("isNull", right("consent"));
    const late = call(random.pick<FunctionName>(["gt", "gt", "gte", "lt"]), right("consent"), left("rt"));
    const where = random.pick([absent, late, call("or", absent, late), call("or", absent, late)]);
    const kept = joined("antiJoin", rows, this.#customers(), { ser: "serial" }, { where });
    return random.chance(0.5) ? filter(kept, call("isNotNull", column("rt"))) : kept;
  }

  #soleOwners(): RelationNode {
    const random = this.#random;
    const key = random.pick([["serial"], ["serial"], ["serial", "reg"]]);
    const all = this.#customers();
    const counted = random.chance(0.35) ? filter(all, this.#expressions.predicate(schemaOfRelation(all).columns, 0, column)) : all;
    const single = filter(aggregate(counted, key, { n: ["count"] }), call("eq", column("n"), literal(1)));
    return joined("semiJoin", this.#consented(), this.#dropped(single), { serial: "serial" });
  }

  #dropped(relation: RelationNode): RelationNode {
    return this.#random.chance(0.5) ? relation : select(relation, "serial");
  }
}
