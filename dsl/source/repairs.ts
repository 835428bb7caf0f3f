import { ts } from "ts-morph";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Change, Edit } from "../diagnostics/repair.ts";
import type { Place } from "../diagnostics/site.ts";
import { callAt, innermostAt } from "./call-at.ts";
import { focusIn } from "./focus.ts";
import { renamed } from "./names/edits.ts";
import { appended } from "./names/insertion.ts";
import { bare, type Call, calledName, keyOf, lineAndColumn, offsetAt } from "./syntax.ts";

/** A piece of the text to replace: offsets in UTF-16 units. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Where = Place | Span;

/** What to write so that a change is made at a place; undefined when the text there is not written as it must be. */
export function editsOf(source: ts.SourceFile, where: Where, focus: string | undefined, change: Change): readonly Edit[] | undefined {
  const pieces = piecesOf(source, where, focus, change);
  return pieces?.map(({ start, end, text }) => {
    const [from, to] = [lineAndColumn(source, start), lineAndColumn(source, end)];
    return { file: where.file, ...from, endLine: to.line, endColumn: to.column, text };
  });
}

function piecesOf(source: ts.SourceFile, where: Where, focus: string | undefined, change: Change): readonly Piece[] | undefined {
  if (change.do === "import") return imported(source, change.name, change.from);
  const offset = offsetAt(source, where.line, where.column);
  if (offset === undefined) return undefined;
  const call = callAt(source, offset);
  const named = call === undefined || focus === undefined ? innermostAt(source, offset) : focusIn(call, focus);
  switch (change.do) {
    case "write-name":
      return named !== undefined && isName(named, change.was) ? [renamed({ node: named as never }, change.name)] : undefined;
    case "write-text":
      return named !== undefined && ts.isStringLiteralLike(named)
        ? [{ start: named.getStart() + 1, end: named.getEnd() - 1, text: change.text }]
        : undefined;
    case "take-out":
      return named?.parent !== undefined && ts.isPropertyAssignment(named.parent) ? takenOut(named.parent) : undefined;
    case "unwrap":
      return unwrapped(named, change.called);
    case "add-option":
      return call === undefined ? undefined : added(call, change);
    case "append-to-from":
      return call === undefined ? undefined : appendedToFrom(call, change.call);
  }
}

const isName = (node: ts.Node, name: string): boolean => (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && node.text === name;

/** The property with its comma; when nothing is left in an object that is a value itself, that goes as a whole. */
function takenOut(property: ts.PropertyAssignment): readonly Piece[] {
  const object = property.parent;
  const { properties } = object;
  if (properties.length === 1 && ts.isPropertyAssignment(object.parent)) return takenOut(object.parent);
  const index = properties.indexOf(property);
  const { text } = property.getSourceFile();
  const next = properties[index + 1];
  const before = properties[index - 1];
  if (next !== undefined) {
    const isPlain = /^\s*,\s*$/.test(text.slice(property.getEnd(), next.getStart()));
    return [{ start: property.getStart(), end: isPlain ? next.getStart() : text.indexOf(",", property.getEnd()) + 1, text: "" }];
  }
  if (before !== undefined) return [{ start: before.getEnd(), end: property.getEnd(), text: "" }];
  return [{ start: property.getStart(), end: properties.hasTrailingComma ? properties.end : property.getEnd(), text: "" }];
}

function unwrapped(key: ts.Node | undefined, called: string): readonly Piece[] | undefined {
  if (key?.parent === undefined || !ts.isPropertyAssignment(key.parent)) return undefined;
  const value = bare(key.parent.initializer);
  if (!ts.isCallExpression(value) || calledName(value)?.getText() !== called) return undefined;
  const [argument] = value.arguments;
  return argument === undefined ? undefined : [{ start: value.getStart(), end: value.getEnd(), text: argument.getText() }];
}

function optionsOf(call: Call): ts.ObjectLiteralExpression | undefined {
  const argument = ts.isTaggedTemplateExpression(call) ? undefined : call.arguments?.[1];
  const options = argument === undefined ? undefined : bare(argument);
  return options !== undefined && ts.isObjectLiteralExpression(options) ? options : undefined;
}

const propertyIn = (object: ts.ObjectLiteralExpression, key: string): ts.ObjectLiteralElementLike | undefined =>
  object.properties.find(({ name }) => name !== undefined && keyOf(name as ts.PropertyName) === key);

/** Nothing when the option is there already: what it says is not ours to change. */
function added(call: Call, { option, value, inside }: Extract<Change, { do: "add-option" }>): readonly Piece[] | undefined {
  const options = optionsOf(call);
  if (options === undefined) return undefined;
  if (inside === undefined) return propertyIn(options, option) === undefined ? withProperty(options, `${option}: ${value}`) : undefined;
  const outer = propertyIn(options, inside);
  if (outer === undefined) return withProperty(options, `${inside}: { ${option}: ${value} }`);
  const inner = ts.isPropertyAssignment(outer) ? bare(outer.initializer) : undefined;
  if (inner === undefined || !ts.isObjectLiteralExpression(inner) || propertyIn(inner, option) !== undefined) return undefined;
  return withProperty(inner, `${option}: ${value}`);
}

/** The property at the end of an object, on a line of its own where each has one. */
function withProperty(object: ts.ObjectLiteralExpression, property: string): readonly Piece[] {
  const { properties } = object;
  const last = properties.at(-1);
  if (last === undefined) return [{ start: object.getStart(), end: object.getEnd(), text: `{ ${property} }` }];
  const { text } = object.getSourceFile();
  const line = /\r?\n[ \t]*$/.exec(text.slice(0, last.getStart()))?.[0];
  const end = properties.hasTrailingComma ? properties.end : last.getEnd();
  const comma = properties.hasTrailingComma ? "" : ",";
  return [{ start: end, end, text: line === undefined ? `${comma} ${property}` : `${comma}${line}${property},` }];
}

function appendedToFrom(call: Call, text: string): readonly Piece[] | undefined {
  const options = optionsOf(call);
  const from = options === undefined ? undefined : propertyIn(options, "from");
  if (from === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(from)) return [{ start: from.getEnd(), end: from.getEnd(), text: `: ${from.name.text}${text}` }];
  return ts.isPropertyAssignment(from) ? appended(from.initializer, text) : undefined;
}

/** The name in an import of the module that is there, or an import before all statements. */
function imported(source: ts.SourceFile, name: string, from: string): readonly Piece[] {
  const imports = source.statements.filter(ts.isImportDeclaration);
  for (const { importClause, moduleSpecifier } of imports) {
    const bindings = importClause?.namedBindings;
    const isOurs = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === from && importClause?.phaseModifier === undefined;
    const last = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.at(-1) : undefined;
    if (isOurs && last !== undefined) return [{ start: last.getEnd(), end: last.getEnd(), text: `, ${name}` }];
  }
  const line = `import { ${name} } from ${JSON.stringify(from)};\n`;
  const start = imports.at(-1)?.getEnd();
  if (start !== undefined) return [{ start, end: start, text: `\n${line.trimEnd()}` }];
  const first = ts.getShebang(source.text)?.length ?? 0;
  return [{ start: first, end: first, text: first === 0 ? line : `\n${line.trimEnd()}` }];
}
