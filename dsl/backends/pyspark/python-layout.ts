import { type Document, type GroupId, group, indent, join, LINE, SOFT_LINE } from "./python-document.ts";
import { bindingOfOperator } from "./python-parentheses.ts";
import { numberLiteral, stringLiteral } from "./python-quote.ts";
import type { PythonBinary, PythonCall, PythonExpression } from "./python-tree.ts";
import { breaksBeforeDot, breaksInsideItself, isFluent, parenthesesAround } from "./python-value.ts";

/**
 * What stands around an expression: parentheses, so that a line may break anywhere; parentheses that are there only where
 * the group with this id is broken; or nothing, so that a line may break only inside parentheses of the expression's own.
 */
type Around = "parentheses" | "nothing" | { readonly parenthesesOf: GroupId };

/** The value of an assignment or a return, in parentheses where ruff would put them. Takes grouping parentheses as they are. */
export function valueDocument(value: PythonExpression): Document {
  const id: GroupId = Symbol("parentheses around a value");
  switch (parenthesesAround(value)) {
    case "never":
      return documentOf(value, "nothing");
    case "if better":
      return { kind: "parenthesesIfBetter", content: documentOf(value, { parenthesesOf: id }), id };
    case "if broken": {
      const content = documentOf(value, breaksInsideItself(value) ? { parenthesesOf: id } : "parentheses");
      const indented: Document = { kind: "indent", content: [SOFT_LINE, content], ifBroken: id };
      return { kind: "group", id, content: [ifBroken("("), indented, SOFT_LINE, ifBroken(")")] };
    }
  }
}

/** An expression that is a statement gets no parentheses. */
export const statementDocument = (expression: PythonExpression): Document => documentOf(expression, "nothing");

export const commaSeparated = (parts: readonly Document[]): Document => [join(parts, [",", LINE]), ifBroken(",")];

const ifBroken = (broken: Document): Document => ({ kind: "choice", broken, flat: "" });

function documentOf(expression: PythonExpression, around: Around): Document {
  switch (expression.kind) {
    case "name":
      return expression.name;
    case "string":
      return stringLiteral(expression.value);
    case "number":
      return numberLiteral(expression.value);
    case "constant":
      return CONSTANTS[`${expression.value}`];
    case "parentheses":
      return bracketed("(", documentOf(expression.inner, "parentheses"), ")", around);
    case "list":
      return expression.elements.length === 0 ? "[]" : bracketed("[", elementsDocument(expression.elements), "]", around);
    case "tuple":
      return tupleDocument(expression.elements, around);
    case "unary":
      return [expression.operator, documentOf(expression.operand, around)];
    case "binary":
      return groupWithin(binaryDocument(expression, around), around);
    case "attribute":
    case "call":
    case "subscript": {
      const fluent = around !== "nothing" && isFluent(expression);
      const chain = chainDocument(expression, around, fluent);
      return fluent ? group(chain) : chain;
    }
  }
}

const CONSTANTS = { true: "True", false: "False", null: "None" } as const;

const elementsDocument = (elements: readonly PythonExpression[]): Document =>
  commaSeparated(elements.map((element) => documentOf(element, "parentheses")));

function tupleDocument(elements: readonly PythonExpression[], around: Around): Document {
  const [only] = elements;
  if (only === undefined) return "()";
  return bracketed("(", elements.length === 1 ? [documentOf(only, "parentheses"), ","] : elementsDocument(elements), ")", around);
}

/** Brackets whose content may move to lines of its own. Breaking there is no reason for parentheses around the whole value. */
function bracketed(left: string, content: Document, right: string, around: Around): Document {
  const inner = group([left, indent([SOFT_LINE, content]), SOFT_LINE, right]);
  return typeof around === "object" ? { kind: "fitsExpanded", content: inner, of: around.parenthesesOf } : inner;
}

/** A group where the line may break between the parts, which is only inside parentheses. */
function groupWithin(content: Document, around: Around): Document {
  if (around === "nothing") return content;
  return around === "parentheses" ? group(content) : { kind: "group", content, ifBroken: around.parenthesesOf };
}

function lineWithin(around: Around): Document {
  if (around === "nothing") return " ";
  return around === "parentheses" ? LINE : { kind: "choice", broken: LINE, flat: " ", of: around.parenthesesOf };
}

/** Operands and operators one after the other, a line before each of the loosest operators; what binds tighter stays together. */
function binaryDocument(expression: PythonBinary, around: Around): Document {
  const own = bindingOfOperator(expression.operator);
  const operand = (part: PythonExpression): Document => {
    if (part.kind !== "binary") return documentOf(part, around);
    const content = binaryDocument(part, around);
    return bindingOfOperator(part.operator) === own ? content : groupWithin(content, around);
  };
  return [operand(expression.left), lineWithin(around), expression.operator, " ", operand(expression.right)];
}

/** Names, calls and brackets joined by dots. In a fluent chain a line may break before each dot that follows brackets. */
function chainDocument(expression: PythonExpression, around: Around, fluent: boolean): Document {
  switch (expression.kind) {
    case "attribute": {
      const breaks = fluent && breaksBeforeDot(expression.object);
      return [chainDocument(expression.object, around, fluent), breaks ? SOFT_LINE : "", ".", expression.name];
    }
    case "call":
      return [chainDocument(expression.function, around, fluent), argumentsDocument(expression, around)];
    case "subscript":
      return [chainDocument(expression.object, around, fluent), bracketed("[", documentOf(expression.index, "parentheses"), "]", around)];
    default:
      return documentOf(expression, around);
  }
}

function argumentsDocument({ arguments: args, keywords }: PythonCall, around: Around): Document {
  const parts = [
    ...args.map((argument) => documentOf(argument, "parentheses")),
    ...keywords.map(({ name, value }): Document => [name, "=", documentOf(value, "parentheses")]),
  ];
  return parts.length === 0 ? "()" : bracketed("(", group(commaSeparated(parts)), ")", around);
}
