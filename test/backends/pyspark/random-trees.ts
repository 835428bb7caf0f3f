import fc from "fast-check";
import {
  attribute,
  type BinaryOperator,
  binary,
  call,
  constant,
  list,
  method,
  name,
  not,
  number,
  type PythonExpression,
  type PythonModule,
  type PythonStatement,
  string,
  subscript,
  tuple,
} from "../../../dsl/backends/pyspark/python-tree.ts";

const KEYWORDS =
  /^(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

/** Names of all lengths, some longer than a line. */
const identifier = fc
  .oneof(
    { weight: 6, arbitrary: fc.stringMatching(/^[a-z][a-z_]{0,12}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z][a-z_]{20,60}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z][a-z_]{80,110}$/) },
  )
  .filter((text) => !KEYWORDS.test(text));

const NASTY = [
  '"',
  "'",
  '"""',
  "\\",
  "\n",
  "\r",
  "\0",
  "\t",
  "\u202e",
  "\u2066",
  "\u200b",
  "\ufeff",
  "\u0301",
  "\u00a0",
  "\u2028",
  "\ud800",
  "\udc00",
  "é",
  "漢",
  "😀",
  "🇩🇪",
  "{{",
  "#",
  "%s",
  "a",
  " ",
];

export const anyText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 30 }),
);

const numbers = fc.oneof(
  fc.bigInt(-(10n ** 20n), 10n ** 20n),
  fc.integer({ min: -5, max: 100 }).map(BigInt),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 100 }),
);

const OPERATORS: readonly BinaryOperator[] = ["==", "!=", "<", ">=", "&", "|", "+", "-", "*", "/"];

export const anyExpression: fc.Arbitrary<PythonExpression> = fc.letrec<{ it: PythonExpression }>((tie) => {
  const it = tie("it");
  const some = fc.array(it, { maxLength: 4 });
  const keywords = fc.uniqueArray(fc.record({ name: identifier, value: it }), { maxLength: 2, selector: (keyword) => keyword.name });
  return {
    it: fc.oneof(
      { maxDepth: 7, depthSize: "large" },
      { weight: 3, arbitrary: identifier.map(name) },
      { weight: 2, arbitrary: anyText.map(string) },
      { weight: 1, arbitrary: numbers.map(number) },
      { weight: 1, arbitrary: fc.constantFrom(true, false, null).map(constant) },
      { weight: 6, arbitrary: fc.tuple(it, identifier, some).map(([object, called, args]) => method(object, called, ...args)) },
      { weight: 4, arbitrary: fc.tuple(identifier, some, keywords).map(([called, args, named]) => call(name(called), args, named)) },
      {
        weight: 4,
        arbitrary: fc.tuple(it, fc.constantFrom(...OPERATORS), it).map(([left, operator, right]) => binary(left, operator, right)),
      },
      { weight: 1, arbitrary: it.map(not) },
      { weight: 1, arbitrary: fc.tuple(it, identifier).map(([object, called]) => attribute(object, called)) },
      { weight: 1, arbitrary: fc.tuple(it, it).map(([object, index]) => subscript(object, index)) },
      { weight: 1, arbitrary: some.map(list) },
      { weight: 1, arbitrary: some.map(tuple) },
    ) as fc.Arbitrary<PythonExpression>,
  };
}).it;

export const anyStatement: fc.Arbitrary<PythonStatement> = fc.oneof(
  fc.record({ kind: fc.constant("assignment" as const), name: identifier, value: anyExpression }),
  fc.record({ kind: fc.constant("return" as const), value: anyExpression }),
);

/** A module with a function for each statement, so that none is out of reach. */
export const moduleOf = (statements: readonly PythonStatement[], docstring = "Nothing."): PythonModule => ({
  comments: [],
  docstring,
  imports: [],
  body: statements.map((statement, i) => ({
    kind: "function",
    name: `f${i}`,
    parameters: [{ name: "it", annotation: "int" }],
    returns: "int",
    body: [statement],
  })),
});

const codePoints = (text: string): readonly number[] => [...text].map((character) => character.codePointAt(0) ?? 0);

/** A tree in the form that `python_tree.py` gives. */
export function asPythonSees(part: PythonExpression): unknown {
  switch (part.kind) {
    case "name":
      return ["name", part.name];
    case "string":
      return ["string", codePoints(part.value)];
    case "number":
      return typeof part.value === "bigint" ? ["integer", part.value.toString()] : ["float", part.value];
    case "constant":
      return ["constant", part.value];
    case "call":
      return [
        "call",
        asPythonSees(part.function),
        part.arguments.map(asPythonSees),
        part.keywords.map((keyword) => [keyword.name, asPythonSees(keyword.value)]),
      ];
    case "attribute":
      return ["attribute", asPythonSees(part.object), part.name];
    case "subscript":
      return ["subscript", asPythonSees(part.object), asPythonSees(part.index)];
    case "binary":
      return ["binary", part.operator, asPythonSees(part.left), asPythonSees(part.right)];
    case "unary":
      return ["unary", part.operator, asPythonSees(part.operand)];
    case "list":
    case "tuple":
      return [part.kind, part.elements.map(asPythonSees)];
    case "parentheses":
      return asPythonSees(part.inner);
  }
}

export const statementAsPythonSees = (statement: PythonStatement): unknown =>
  statement.kind === "assignment"
    ? ["assignment", statement.name, asPythonSees(statement.value)]
    : [statement.kind, asPythonSees(statement.value)];

export { codePoints };
