import type { Report, Site } from "../diagnostics/diagnostic.ts";
import type { Expression, Side } from "../expressions/expression.ts";
import type { AnyJoinNode } from "../operations/join.ts";
import type { ProjectedColumn } from "../operations/projection.ts";
import type { RelationNode } from "../operations/relation.ts";
import { ruleOf } from "../operations/rules.ts";
import { type Schema, typeName, UNKNOWN } from "../schema/column-type.ts";
import { operandOf } from "./checked-call.ts";
import { checkOwners, ownedBy } from "./column-owners.ts";
import { explodeOptions } from "./explode-options.ts";
import { columnBuilder, poison } from "./expression-builder.ts";
import { CALLED, describe, HELD, heldBy } from "./held.ts";
import { call, columnsGiven, row } from "./lambdas.ts";
import { MeasureBuilder } from "./measures.ts";
import { checkMostOf } from "./most-arguments.ts";
import { checkColumnName } from "./names.ts";
import { checkOptions, isOptions, LATEST_EXAMPLE, namesIn, reasonsIn, textsIn } from "./options.ts";
import { rowNames } from "./row-names.ts";
import { reportAt, session, siteOf } from "./session.ts";
import { windowOptions } from "./window-options.ts";

const RELATION = Symbol("relation");

interface HeldRelation {
  readonly node: RelationNode;
  readonly schema: Schema;
}

const JOIN_OPTIONS = ["on", "where", "many", "anyOwner", "samePerson", "atAnyTime"] as const;
const EXISTS_OPTIONS = ["on", "where", "anyOwner", "samePerson", "atAnyTime"] as const;

/** What `Relation` of relation-types.ts is when it runs: a plan node and its schema, checked as they are made. */
export class RelationBuilder {
  readonly [CALLED]: string = "a relation";
  readonly [RELATION]: HeldRelation;
  constructor(node: RelationNode, schema: Schema) {
    this[RELATION] = { node, schema };
  }

  get columns(): object {
    return columnsOf(this[RELATION], undefined, reportAt(siteOf(columnsGetter)), true);
  }

  filter(where: unknown): RelationBuilder {
    const site = siteOf(this.filter);
    const { node, schema } = this[RELATION];
    const condition = conditionOf("filter", where, [columnsOf(this[RELATION], undefined, reportAt(site))], reportAt(site));
    return condition === undefined ? this : built({ op: "filter", input: node, where: condition, ...row(where) }, [schema], site);
  }

  select(...columns: readonly unknown[]): RelationBuilder {
    const site = siteOf(this.select);
    const { node, schema } = this[RELATION];
    const names = namesIn(columns, "select", reportAt(site));
    return names === undefined ? poisoned(this) : built({ op: "select", input: node, columns: names }, [schema], site);
  }

  dropColumns(...columns: readonly unknown[]): RelationBuilder {
    const site = siteOf(this.dropColumns);
    const { node, schema } = this[RELATION];
    const names = namesIn(columns, "dropColumns", reportAt(site));
    return names === undefined ? poisoned(this) : built({ op: "dropColumns", input: node, columns: names }, [schema], site);
  }

  rename(names: unknown): RelationBuilder {
    const site = siteOf(this.rename);
    const report = reportAt(site);
    const { node, schema } = this[RELATION];
    if (!isOptions(names)) {
      checkOptions(names, [], "`rename`", report);
      return poisoned(this);
    }
    const columns = Object.entries(names).map(([from, to]) => ({ from, to: String(to) }));
    const has = (wanted: string): boolean => schema.columns.some(({ name }) => name === wanted);
    const turned = columns.find(({ from, to }) => !has(from) && has(to));
    if (turned !== undefined && !schema.poisoned) {
      const { from, to } = turned;
      const instead = `the old name comes first: \`.rename({ ${JSON.stringify(to)}: ${JSON.stringify(from)} })\``;
      const reason = `\`${from}\` is no column, and \`${to}\` is one`;
      report({ code: "invalid-declaration", parameters: { what: "`rename`", reason, instead }, focus: from });
      return poisoned(this);
    }
    for (const { to } of columns) checkColumnName(to, report);
    return built({ op: "rename", input: node, columns }, [schema], site);
  }

  derive(columns: unknown): RelationBuilder {
    const site = siteOf(this.derive);
    const report = reportAt(site);
    const { node, schema } = this[RELATION];
    const given = columnsGiven(columns, [columnsOf(this[RELATION], undefined, report)], "derive", report);
    if (given === undefined) return poisoned(this);
    const derived = given.flatMap(([name, value]): ProjectedColumn[] => {
      checkColumnName(name, report);
      const held = operandOf(value, (problem) =>
        report(
          problem.code === "not-an-expression" ? { ...problem, parameters: { ...problem.parameters, column: name }, focus: name } : problem,
        ),
      );
      return [{ name, expression: held?.node ?? { op: "literal", type: UNKNOWN, value: null } }];
    });
    return built({ op: "derive", input: node, columns: derived, ...row(columns) }, [schema], site);
  }

  join(right: unknown, options: unknown): RelationBuilder {
    return joined("join", this, right, options, siteOf(this.join));
  }

  leftJoin(right: unknown, options: unknown): RelationBuilder {
    return joined("leftJoin", this, right, options, siteOf(this.leftJoin));
  }

  semiJoin(right: unknown, options: unknown): RelationBuilder {
    return joined("semiJoin", this, right, options, siteOf(this.semiJoin));
  }

  antiJoin(right: unknown, options: unknown): RelationBuilder {
    return joined("antiJoin", this, right, options, siteOf(this.antiJoin));
  }

  distinct(): RelationBuilder {
    const site = siteOf(this.distinct);
    const { node, schema } = this[RELATION];
    return built({ op: "distinct", input: node }, [schema], site);
  }

  latest(options: unknown): RelationBuilder {
    const site = siteOf(this.latest);
    const report = reportAt(site);
    const { node, schema } = this[RELATION];
    const known = session().problems.length;
    const { by, newest } = checkOptions(options, ["by", "newest"], "`latest`", report);
    const keys = textsIn(by, "`by` of `latest`", report, "by");
    if (typeof newest === "string" && keys !== undefined) return built({ op: "latest", input: node, by: keys, newest }, [schema], site);
    if (session().problems.length === known) {
      const reason = `\`newest\` names the column whose greatest value is kept, and is ${describe(newest)}`;
      report({ code: "invalid-declaration", parameters: { what: "`latest`", reason, instead: LATEST_EXAMPLE }, focus: "newest" });
    }
    return poisoned(this);
  }

  aggregate(options: unknown): RelationBuilder {
    const site = siteOf(this.aggregate);
    const report = reportAt(site);
    const { node, schema } = this[RELATION];
    const { by, measures } = checkOptions(options, ["by", "measures"], "`aggregate`", report);
    const given = columnsGiven(measures, [columnsOf(this[RELATION], undefined, report)], "measures", report);
    const named = given?.flatMap(([name, value]) => {
      checkColumnName(name, report);
      if (value instanceof MeasureBuilder) return [{ name, aggregate: value.aggregate }];
      report({
        code: "invalid-declaration",
        parameters: {
          what: `the measure \`${name}\``,
          reason: `a measure such as \`row.x.sum()\` or \`count()\` is needed, not ${describe(value)}`,
        },
        focus: name,
      });
      return [];
    });
    const keys = textsIn(by, "`by` of `aggregate`", report, "by");
    if (keys === undefined || named === undefined) return poisoned(this);
    return built({ op: "aggregate", input: node, by: keys, measures: named, ...row(measures) }, [schema], site);
  }

  window(options: unknown): RelationBuilder {
    const site = siteOf(this.window);
    const report = reportAt(site);
    const { node, schema } = this[RELATION];
    const given = windowOptions(options, columnsOf(this[RELATION], undefined, report), report);
    return given === undefined ? poisoned(this) : built({ op: "window", input: node, ...given }, [schema], site);
  }

  explode(column: unknown, options: unknown): RelationBuilder {
    const site = siteOf(this.explode);
    const { node, schema } = this[RELATION];
    const given = explodeOptions(column, options, reportAt(site));
    return given === undefined ? poisoned(this) : built({ op: "explode", input: node, ...given }, [schema], site);
  }

  union(other: unknown): RelationBuilder {
    const site = siteOf(this.union);
    const right = relationOf(other, "union", reportAt(site));
    return right === undefined
      ? this
      : built({ op: "union", left: this[RELATION].node, right: right.node }, [this[RELATION].schema, right.schema], site);
  }
}

checkMostOf(RelationBuilder.prototype, {
  filter: 1,
  rename: 1,
  derive: 1,
  join: 2,
  leftJoin: 2,
  semiJoin: 2,
  antiJoin: 2,
  distinct: 0,
  latest: 1,
  aggregate: 1,
  window: 1,
  explode: 2,
  union: 1,
});

const columnsGetter = Object.getOwnPropertyDescriptor(RelationBuilder.prototype, "columns")?.get as () => object;

/** What an author's value holds, if it is a relation; otherwise the mistake is reported. */
export function relationOf(value: unknown, operation: string, report: Report, focus?: string): HeldRelation | undefined {
  if (value instanceof RelationBuilder) return value[RELATION];
  report({ code: "not-a-relation", parameters: { operation, found: describe(value) }, focus });
  return undefined;
}

function joined(op: AnyJoinNode["op"], left: RelationBuilder, other: unknown, options: unknown, site: Site): RelationBuilder {
  const report = reportAt(site);
  const right = relationOf(other, op, report);
  if (right === undefined) return left;
  const { node, schema } = left[RELATION];
  const many = op === "join" || op === "leftJoin";
  const given = checkOptions(options, many ? JOIN_OPTIONS : EXISTS_OPTIONS, `\`${op}\``, report);
  if (!isOptions(options)) return poisoned(left);
  if (given.on !== undefined && !isOptions(given.on)) {
    const reason = `columns of the left side with those of the right are needed, not ${describe(given.on)}`;
    const instead = 'say which columns match: `on: { left: "right" }`; more about the pair goes into `where`';
    report({ code: "invalid-declaration", parameters: { what: `\`on\` of \`${op}\``, reason, instead }, focus: "on" });
    return poisoned(left);
  }
  const on = Object.entries(given.on ?? {}).map(([l, r]) => ({ left: l, right: String(r) }));
  const sides = [columnsOf(left[RELATION], "left", report), columnsOf(right, "right", report)];
  const where = given.where === undefined ? undefined : conditionOf("where", given.where, sides, report);
  const [leftRow, rightRow] = rowNames(given.where);
  const reasons = reasonsIn(given, ["many", "anyOwner", "samePerson", "atAnyTime"], report);
  return built(
    {
      op,
      left: node,
      right: right.node,
      on,
      ...(where === undefined ? {} : { where }),
      ...(leftRow === undefined || rightRow === undefined || leftRow === rightRow ? {} : { rows: { left: leftRow, right: rightRow } }),
      ...(Object.keys(reasons).length === 0 ? {} : { reasons }),
    },
    [schema, right.schema],
    site,
  );
}

/** The relation after a mistake that was reported, so that nothing more is said of it. */
const poisoned = (relation: RelationBuilder): RelationBuilder => {
  const { node, schema } = relation[RELATION];
  return new RelationBuilder(node, { ...schema, poisoned: true });
};

/** The node with the schema that its rule gives; the rule's complaints go to the author's place. */
function built(node: RelationNode, inputs: readonly Schema[], site: Site): RelationBuilder {
  session().sites.set(node, site);
  let failed = false;
  const report = reportAt(site);
  const failing: Report = (problem) => {
    failed = true;
    report(problem);
  };
  checkOwners(node, inputs, failing);
  const schema = ruleOf(node).schema(node, inputs, failing);
  return new RelationBuilder(node, failed ? { ...schema, poisoned: true } : schema);
}

/** The columns as an author uses them. A name that is none is reported at the place where it is read. */
function columnsOf({ node, schema }: HeldRelation, side: Side | undefined, report: Report, isNamed = false): object {
  const table = isNamed && node.op === "read" ? node.table : undefined;
  const columns = new Map(schema.columns.map((column) => [column.name, column]));
  return new Proxy(Object.create(null), {
    get: function get(_, name) {
      if (typeof name !== "string") return undefined;
      const column = columns.get(name);
      if (column !== undefined) {
        const builder = columnBuilder(column, side, table);
        ownedBy(builder[HELD].node, node);
        return builder;
      }
      const site = siteOf(get);
      if (!schema.poisoned) {
        report({
          code: "unknown-column",
          parameters: { column: name, relation: table ?? "the row", existing: [...columns.keys()] },
          site,
          focus: name,
        });
      }
      return poison(site);
    },
    has: (_, name) => typeof name === "string" && columns.has(name),
    ownKeys: () => [...columns.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      typeof name === "string" && columns.has(name) ? { configurable: true, enumerable: true } : undefined,
  });
}

function conditionOf(operation: string, lambda: unknown, args: readonly object[], report: Report): Expression | undefined {
  const known = session().problems.length;
  const value = call(lambda, args, operation, report);
  const held = heldBy(value);
  if (held?.typing.type.kind === "boolean") return held.node;
  if (held?.typing.type.kind === "unknown" || typeof lambda !== "function") return undefined;
  // What a comparison of JavaScript's gave, which was reported.
  if (typeof value === "boolean" && session().problems.length > known) return undefined;
  report({ code: "not-a-predicate", parameters: { operation, found: held === undefined ? describe(value) : typeName(held.typing.type) } });
  return undefined;
}
