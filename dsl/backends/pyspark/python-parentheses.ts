import { type BinaryOperator, COMPARISONS, type Comparison, type PythonExpression } from "./python-tree.ts";

/** How tightly the operators bind, as in the Python language reference, 6.17; a greater number binds tighter. */
const BINDING = { "|": 2, "&": 3, "+": 4, "-": 4, "*": 5, "/": 5 } as const satisfies Record<Exclude<BinaryOperator, Comparison>, number>;
const COMPARISON = 1;
const UNARY = 6;
const PRIMARY = 7;

export const isComparison = (operator: BinaryOperator): operator is Comparison => (COMPARISONS as readonly string[]).includes(operator);

export const bindingOfOperator = (operator: BinaryOperator): number => (isComparison(operator) ? COMPARISON : BINDING[operator]);

const bindingOf = (expression: PythonExpression): number =>
  expression.kind === "binary" ? bindingOfOperator(expression.operator) : expression.kind === "unary" ? UNARY : PRIMARY;

const wrapped = (inner: PythonExpression): PythonExpression => ({ kind: "parentheses", inner });
const binding = (expression: PythonExpression, least: number): PythonExpression =>
  bindingOf(expression) < least ? wrapped(expression) : expression;

/** The same expression with parentheses wherever the source would mean something else without them. */
export function withParentheses(expression: PythonExpression): PythonExpression {
  switch (expression.kind) {
    case "name":
    case "string":
    case "number":
    case "constant":
      return expression;
    case "parentheses":
      return wrapped(withParentheses(expression.inner));
    case "list":
    case "tuple":
      return { ...expression, elements: expression.elements.map(withParentheses) };
    case "attribute": {
      const object = withParentheses(expression.object);
      return { ...expression, object: object.kind === "number" ? wrapped(object) : binding(object, PRIMARY) };
    }
    case "subscript":
      return { ...expression, object: binding(withParentheses(expression.object), PRIMARY), index: withParentheses(expression.index) };
    case "call":
      return {
        ...expression,
        function: binding(withParentheses(expression.function), PRIMARY),
        arguments: expression.arguments.map(withParentheses),
        keywords: expression.keywords.map(({ name, value }) => ({ name, value: withParentheses(value) })),
      };
    case "unary":
      return { ...expression, operand: binding(withParentheses(expression.operand), UNARY) };
    case "binary": {
      const own = bindingOfOperator(expression.operator);
      const left = binding(withParentheses(expression.left), isComparison(expression.operator) ? own + 1 : own);
      return { ...expression, left, right: binding(withParentheses(expression.right), own + 1) };
    }
  }
}
