import type { Site } from "../diagnostics/diagnostic.ts";
import { commonType } from "../expressions/common-type.ts";
import type { Expression } from "../expressions/expression.ts";
import { type ColumnType, typeName, UNKNOWN } from "../schema/column-type.ts";
import { operandOf } from "./checked-call.ts";
import { type ExpressionBuilder, made, poison } from "./expression-builder.ts";
import { CALLED, describe, type Held, heldBy } from "./held.ts";
import { checkMostOf } from "./most-arguments.ts";
import { reportAt, siteOf } from "./session.ts";

interface Branch {
  readonly when: Expression;
  readonly then: Held;
}

/** `when(condition, value).when(...).otherwise(value)`: the value of the first condition that is true. */
export class WhenBuilder {
  readonly [CALLED] = "a `when` without `otherwise`";
  readonly branches: readonly Branch[];
  constructor(branches: readonly Branch[]) {
    this.branches = branches;
  }

  when(condition: unknown, value: unknown): WhenBuilder {
    return new WhenBuilder([...this.branches, branchOf(condition, value, this.branches[0]?.then.typing.type, siteOf(this.when))]);
  }

  otherwise(value: unknown): ExpressionBuilder {
    const site = siteOf(this.otherwise);
    const first = this.branches[0]?.then.typing.type ?? UNKNOWN;
    const otherwise = value === null ? nullOf(first) : (operandOf(value, reportAt(site), first) ?? nullOf(UNKNOWN));
    const results = [...this.branches.map(({ then }) => then), otherwise];
    const type = commonType(results.map(({ typing }) => typing.type));
    if (type === undefined) {
      const found = typeName(results.find(({ typing }) => commonType([first, typing.type]) === undefined)?.typing.type ?? UNKNOWN);
      reportAt(site)({ code: "type-mismatch", parameters: { function: "when ... otherwise", expected: typeName(first), found } });
      return poison(site);
    }
    const branches = this.branches.map(({ when, then }) => ({ when, then: then.node }));
    return made(
      { op: "when", branches, otherwise: otherwise.node },
      { type, nullable: results.some(({ typing }) => typing.nullable) },
      site,
    );
  }
}

checkMostOf(WhenBuilder.prototype, { when: 2, otherwise: 1 });

const nullOf = (type: ColumnType): Held => ({ node: { op: "literal", type, value: null }, typing: { type, nullable: true } });

function branchOf(condition: unknown, value: unknown, wanted: ColumnType | undefined, site: Site): Branch {
  const report = reportAt(site);
  const held = heldBy(condition);
  if (held === undefined || !["boolean", "unknown"].includes(held.typing.type.kind)) {
    report({
      code: "not-a-predicate",
      parameters: { operation: "when", found: held === undefined ? describe(condition) : typeName(held.typing.type) },
    });
  }
  return { when: (held ?? nullOf(UNKNOWN)).node, then: operandOf(value, report, wanted) ?? nullOf(UNKNOWN) };
}

export function when(condition: unknown, value: unknown): WhenBuilder {
  return new WhenBuilder([branchOf(condition, value, undefined, siteOf(when))]);
}
