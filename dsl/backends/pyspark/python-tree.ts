/** The part of Python that a job is written in, as readonly plain data. */
export type PythonExpression =
  | PythonName
  | PythonString
  | PythonNumber
  | PythonConstant
  | PythonCall
  | PythonAttribute
  | PythonSubscript
  | PythonBinary
  | PythonUnary
  | PythonSequence
  | PythonParentheses;

export interface PythonName {
  readonly kind: "name";
  readonly name: string;
}

/** A string literal; any text, also with lone surrogates. */
export interface PythonString {
  readonly kind: "string";
  readonly value: string;
}

/** An integer of any size as a bigint, or a finite float as a number; neither is negative (`number` makes a unary minus). */
export interface PythonNumber {
  readonly kind: "number";
  readonly value: bigint | number;
}

export interface PythonConstant {
  readonly kind: "constant";
  readonly value: boolean | null;
}

export interface PythonCall {
  readonly kind: "call";
  readonly function: PythonExpression;
  readonly arguments: readonly PythonExpression[];
  readonly keywords: readonly { readonly name: string; readonly value: PythonExpression }[];
}

export interface PythonAttribute {
  readonly kind: "attribute";
  readonly object: PythonExpression;
  readonly name: string;
}

export interface PythonSubscript {
  readonly kind: "subscript";
  readonly object: PythonExpression;
  readonly index: PythonExpression;
}

export const COMPARISONS = ["==", "!=", "<", "<=", ">", ">="] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type BinaryOperator = Comparison | "|" | "&" | "+" | "-" | "*" | "/";

export interface PythonBinary {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: PythonExpression;
  readonly right: PythonExpression;
}

export interface PythonUnary {
  readonly kind: "unary";
  readonly operator: "~" | "-";
  readonly operand: PythonExpression;
}

export interface PythonSequence {
  readonly kind: "list" | "tuple";
  readonly elements: readonly PythonExpression[];
}

/** Parentheses that only group. The printer puts them where Python needs them; nobody else has to. */
export interface PythonParentheses {
  readonly kind: "parentheses";
  readonly inner: PythonExpression;
}

export type PythonStatement =
  | { readonly kind: "assignment"; readonly name: string; readonly value: PythonExpression }
  | { readonly kind: "return"; readonly value: PythonExpression }
  | { readonly kind: "expression"; readonly value: PythonExpression };

export interface PythonFunction {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly annotation: string }[];
  readonly returns: string;
  /** At least one statement. */
  readonly body: readonly PythonStatement[];
}

/** `if __name__ == "__main__":` */
export interface PythonMain {
  readonly kind: "main";
  readonly body: readonly PythonStatement[];
}

export type PythonImport =
  | { readonly kind: "import"; readonly module: string }
  | { readonly kind: "from"; readonly module: string; readonly names: readonly string[] };

export interface PythonModule {
  /** Comments above all else, a paragraph each. */
  readonly comments: readonly string[];
  readonly docstring: string;
  /** One list a section: third-party packages, then the project's own. A name may be `functions as F`. */
  readonly imports: readonly (readonly PythonImport[])[];
  readonly body: readonly (PythonFunction | PythonMain)[];
}

export const name = (identifier: string): PythonName => ({ kind: "name", name: identifier });
export const string = (value: string): PythonString => ({ kind: "string", value });
export const constant = (value: boolean | null): PythonConstant => ({ kind: "constant", value });

/** A bigint becomes an integer literal, a number a float literal. Throws on NaN and the infinities, which have none. */
export function number(value: bigint | number): PythonExpression {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${value} has no literal in Python`);
  const negative = value < 0 || Object.is(value, -0);
  return negative ? { kind: "unary", operator: "-", operand: { kind: "number", value: -value } } : { kind: "number", value };
}

export const attribute = (object: PythonExpression, identifier: string): PythonAttribute => ({
  kind: "attribute",
  object,
  name: identifier,
});
export const subscript = (object: PythonExpression, index: PythonExpression): PythonSubscript => ({ kind: "subscript", object, index });

export const call = (
  callee: PythonExpression,
  args: readonly PythonExpression[] = [],
  keywords: PythonCall["keywords"] = [],
): PythonCall => ({ kind: "call", function: callee, arguments: args, keywords });

/** `object.method(args)` */
export const method = (object: PythonExpression, identifier: string, ...args: readonly PythonExpression[]): PythonCall =>
  call(attribute(object, identifier), args);

export const binary = (left: PythonExpression, operator: BinaryOperator, right: PythonExpression): PythonBinary => ({
  kind: "binary",
  operator,
  left,
  right,
});
export const not = (operand: PythonExpression): PythonUnary => ({ kind: "unary", operator: "~", operand });
export const list = (elements: readonly PythonExpression[]): PythonSequence => ({ kind: "list", elements });
export const tuple = (elements: readonly PythonExpression[]): PythonSequence => ({ kind: "tuple", elements });

/** The expressions directly inside, in the order of the source. */
export function partsOf(expression: PythonExpression): readonly PythonExpression[] {
  switch (expression.kind) {
    case "name":
    case "string":
    case "number":
    case "constant":
      return [];
    case "call":
      return [expression.function, ...expression.arguments, ...expression.keywords.map(({ value }) => value)];
    case "attribute":
      return [expression.object];
    case "subscript":
      return [expression.object, expression.index];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
    case "parentheses":
      return [expression.inner];
    case "list":
    case "tuple":
      return expression.elements;
  }
}
