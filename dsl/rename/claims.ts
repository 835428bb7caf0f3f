import type { Session } from "../authoring/session.ts";
import type { Site } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/site.ts";
import type { RelationNode } from "../operations/relation.ts";
import { ruleOf } from "../operations/rules.ts";
import { namesOf } from "../operations/support.ts";
import type { Mention } from "../source/names/mentions.ts";
import type { Claim } from "../source/names/rename-names.ts";
import type { Flow, Home } from "./flow.ts";

/** Where a declaration or an operation may name the column, and whose column it is there. */
interface Naming extends Pick<Mention, "called" | "as" | "path" | "parameter"> {
  readonly home: Home;
  /** Of a function that need not read the column: whether it does. */
  readonly isCertain?: boolean;
  /** Whether the column gets its name there. */
  readonly makes?: true;
}

export interface HomeClaim extends Claim {
  readonly home: Home;
}

/** All parts of calls that may name the column, those of `homes` and those of other columns of its name. */
export function claimsOf(
  session: Session,
  flow: Flow,
  homes: ReadonlySet<Home>,
  callsTo: (site: Site) => readonly Place[],
): readonly HomeClaim[] {
  const { column } = flow;
  const claims = (site: Site | undefined, namings: readonly Naming[]): readonly HomeClaim[] =>
    site === undefined
      ? []
      : namings
          .filter(({ home }) => flow.from.has(home))
          .map(({ home, isCertain = true, makes = false, ...naming }) => ({
            home,
            makes,
            mention: { ...naming, places: callsTo(site), name: column },
            isOurs: homes.has(home),
            isCertain,
          }));
  return [
    ...flow.nodes.flatMap((node) => claims(session.sites.get(node), operationNamings(node, column))),
    ...session.sources.flatMap(({ plan, site }) => {
      const called = "source";
      const own: readonly Naming[] = [
        { called, as: "schema", path: [1, "row"], home: plan.name, makes: true },
        ...(plan.unique.flat().includes(column) ? [{ called, as: "strings", path: [1, "unique"], home: plan.name } as const] : []),
        ...(plan.eventTime === column ? [{ called, as: "strings", path: [1, "eventTime"], home: plan.name } as const] : []),
      ];
      const references = plan.person.flatMap((person): readonly Naming[] => [
        ...(person.column === column ? [{ called, as: "keys", path: [1, "person"], home: plan.name } as const] : []),
        ...(person.references === column
          ? [{ called, as: "column", path: [1, "person", person.column], home: person.table } as const]
          : []),
      ]);
      return claims(site, [...own, ...references]);
    }),
    ...session.consents.flatMap(({ plan, site }) =>
      claims(
        site,
        plan.givenAt === column ? [{ called: "consent", as: "row", path: [1, "givenAt"], parameter: 0, home: plan.person }] : [],
      ),
    ),
    ...session.tables.flatMap(({ plan, site }) =>
      claims(site, Object.hasOwn(plan.personal, column) ? [{ called: "table", as: "keys", path: [1, "personal"], home: plan.name }] : []),
    ),
  ];
}

function operationNamings(node: RelationNode, column: string): readonly Naming[] {
  const called = node.op;
  const isRead = (side?: "left" | "right"): boolean =>
    ruleOf(node)
      .expressions(node)
      .some((expression) => namesOf(expression, side).includes(column));
  switch (node.op) {
    case "select":
    case "dropColumns":
      return node.columns.includes(column) ? [{ called, as: "strings", path: [], home: node.input }] : [];
    case "rename":
      return node.columns.flatMap(({ from, to }): readonly Naming[] => [
        ...(from === column ? [{ called, as: "keys", path: [0], home: node.input } as const] : []),
        ...(to === column ? [{ called, as: "strings", path: [0, from], home: node, makes: true } as const] : []),
      ]);
    case "filter":
      return [{ called, as: "row", path: [0], parameter: 0, home: node.input, isCertain: isRead() }];
    case "derive":
      return [
        { called, as: "row", path: [0], parameter: 0, home: node.input, isCertain: isRead() },
        ...(node.columns.some(({ name }) => name === column)
          ? [{ called, as: "result", path: [0], home: node, makes: true } as const]
          : []),
      ];
    case "aggregate":
      return [
        { called, as: "row", path: [0, "measures"], parameter: 0, home: node.input, isCertain: isRead() },
        ...(node.by.includes(column) ? [{ called, as: "strings", path: [0, "by"], home: node.input } as const] : []),
        ...(node.measures.some(({ name }) => name === column)
          ? [{ called, as: "result", path: [0, "measures"], home: node, makes: true } as const]
          : []),
      ];
    case "window":
      return [
        { called, as: "row", path: [0, "columns"], parameter: 0, home: node.input, isCertain: isRead() },
        ...(node.partitionBy.includes(column) ? [{ called, as: "strings", path: [0, "partitionBy"], home: node.input } as const] : []),
        ...(node.orderBy.some((by) => by.column === column)
          ? [{ called, as: "order", path: [0, "orderBy"], home: node.input } as const]
          : []),
        ...(node.columns.some(({ name }) => name === column)
          ? [{ called, as: "result", path: [0, "columns"], home: node, makes: true } as const]
          : []),
      ];
    case "explode":
      return [
        ...(node.column === column ? [{ called, as: "strings", path: [0], home: node.input } as const] : []),
        ...(node.as === column ? [{ called, as: "strings", path: [1, "as"], home: node, makes: true } as const] : []),
        ...(node.position === column ? [{ called, as: "strings", path: [1, "position"], home: node, makes: true } as const] : []),
      ];
    case "latest":
      return [
        ...(node.by.includes(column) ? [{ called, as: "strings", path: [0, "by"], home: node.input } as const] : []),
        ...(node.newest === column ? [{ called, as: "strings", path: [0, "newest"], home: node.input } as const] : []),
      ];
    case "join":
    case "leftJoin":
    case "semiJoin":
    case "antiJoin":
      return [
        { called, as: "row", path: [1, "where"], parameter: 0, home: node.left, isCertain: isRead("left") },
        { called, as: "row", path: [1, "where"], parameter: 1, home: node.right, isCertain: isRead("right") },
        ...node.on.flatMap((pair): readonly Naming[] => [
          ...(pair.left === column ? [{ called, as: "keys", path: [1, "on"], home: node.left } as const] : []),
          ...(pair.right === column ? [{ called, as: "strings", path: [1, "on", pair.left], home: node.right } as const] : []),
        ]),
      ];
    case "read":
    case "union":
    case "distinct":
    case "project":
      return [];
  }
}
