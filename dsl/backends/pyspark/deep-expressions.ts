import type { PythonExpression, PythonName } from "./python-tree.ts";

/** How deep arguments and operands may nest: a person reads a dozen levels, and Python's parser 200. */
const NESTING = 12;
/** How many operators or methods may stand in a row. */
const CHAIN = 100;

interface Measured {
  readonly expression: PythonExpression;
  readonly nesting: number;
  readonly chain: number;
}

/**
 * The same Column without deep nesting: each part that is too deep is written before it, by `assign`, under a name of its
 * own. A Column is only a description, so nothing is computed twice or earlier.
 */
export function withoutDeepNesting(column: PythonExpression, assign: (value: PythonExpression) => PythonName): PythonExpression {
  const nested = (part: PythonExpression): Measured => {
    const measured = measure(part);
    const nesting = measured.nesting + 1;
    return nesting > NESTING ? { expression: assign(measured.expression), nesting: 1, chain: 0 } : { ...measured, nesting };
  };
  const continued = (part: PythonExpression): Measured => {
    const measured = measure(part);
    const chain = measured.chain + 1;
    return chain > CHAIN ? { expression: assign(measured.expression), nesting: 0, chain: 1 } : { ...measured, chain };
  };
  const measure = (part: PythonExpression): Measured => {
    switch (part.kind) {
      case "call": {
        const callee = measure(part.function);
        const args = part.arguments.map(nested);
        const expression = { ...part, function: callee.expression, arguments: args.map((arg) => arg.expression) };
        return { expression, nesting: Math.max(callee.nesting, ...args.map(({ nesting }) => nesting)), chain: callee.chain };
      }
      case "attribute": {
        const object = part.object.kind === "name" ? measure(part.object) : continued(part.object);
        return { ...object, expression: { ...part, object: object.expression } };
      }
      case "binary": {
        const left = part.left.kind === "binary" && part.left.operator === part.operator ? continued(part.left) : nested(part.left);
        const right = nested(part.right);
        const expression = { ...part, left: left.expression, right: right.expression };
        return { expression, nesting: Math.max(left.nesting, right.nesting), chain: left.chain };
      }
      case "unary": {
        const operand = nested(part.operand);
        return { ...operand, expression: { ...part, operand: operand.expression } };
      }
      case "parentheses": {
        const inner = measure(part.inner);
        return { ...inner, expression: { ...part, inner: inner.expression } };
      }
      default:
        return { expression: part, nesting: 0, chain: 0 };
    }
  };
  return measure(column).expression;
}
