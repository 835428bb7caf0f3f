import { ts } from "ts-morph";
import type { Place } from "../diagnostics/site.ts";
import { readSource } from "../diagnostics/source-text.ts";
import { descendants, offsetAt, parse } from "./syntax.ts";

/**
 * For "Cannot access `name` before initialization" at a place: the names from the declaration that contains the place
 * over `name` back to it (`["a", "b", "a"]`), when in that file the declaration of `name` needs it, itself or through
 * others. Undefined when it does not, so that moving a declaration up is all that it takes.
 */
export function declarationCycle(place: Place, name: string): readonly string[] | undefined {
  const text = readSource(place.file);
  return text === undefined ? undefined : cycleIn(parse(place.file, text), place, name);
}

/** `declarationCycle` in a file that is parsed already. */
export function cycleIn(source: ts.SourceFile, place: Pick<Place, "line" | "column">, name: string): readonly string[] | undefined {
  const offset = offsetAt(source, place.line, place.column);
  const declarations = declarationsOf(source);
  const [start] =
    [...declarations].find(([, node]) => offset !== undefined && node.getStart(source) <= offset && offset < node.getEnd()) ?? [];
  if (start === undefined || !declarations.has(name)) return undefined;
  const usedBy = (user: string): readonly string[] => {
    const node = declarations.get(user);
    return node === undefined ? [] : [...freeNames(node)];
  };
  const back = pathBetween(name, start, usedBy);
  return back === undefined ? undefined : [start, ...back];
}

/** What a file declares at its top level: a name to the node that its value comes from. */
function declarationsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations)
        for (const name of boundNames(declaration.name)) found.set(name, declaration);
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) {
      found.set(statement.name.text, statement);
    }
  }
  return found;
}

/** The shortest way from one name to another over what each uses, both included. */
function pathBetween(from: string, to: string, uses: (name: string) => readonly string[]): readonly string[] | undefined {
  const seen = new Set<string>();
  const queue: (readonly string[])[] = [[from]];
  for (const path of queue) {
    const name = path.at(-1) ?? from;
    if (name === to) return path;
    if (seen.has(name)) continue;
    seen.add(name);
    queue.push(...uses(name).map((used) => [...path, used]));
  }
  return undefined;
}

/** The names that a node uses and does not declare itself. What a function declares hides the outer name in all of it. */
function freeNames(node: ts.Node): ReadonlySet<string> {
  const used = descendants(node, (inner) => !ts.isTypeNode(inner))
    .filter(ts.isIdentifier)
    .filter(isReference);
  const hidden = new Map<ts.Node, ReadonlySet<string>>();
  const hides = (scope: ts.Node, name: string): boolean => {
    if (!ts.isFunctionLike(scope)) return false;
    const names = hidden.get(scope) ?? declaredIn(scope);
    hidden.set(scope, names);
    return names.has(name);
  };
  return new Set(used.filter((name) => !around(name, node).some((scope) => hides(scope, name.text))).map((name) => name.text));
}

/** The nodes around a node, up to the outermost. */
function around(node: ts.Node, outermost: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  for (let outer = node; outer !== outermost; ) {
    outer = outer.parent;
    nodes.push(outer);
  }
  return nodes;
}

function declaredIn(scope: ts.Node): ReadonlySet<string> {
  return new Set(
    descendants(scope).flatMap((node) => {
      if (ts.isVariableDeclaration(node) || ts.isParameter(node)) return boundNames(node.name);
      const isNamed = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node);
      return isNamed && node !== scope && node.name !== undefined ? [node.name.text] : [];
    }),
  );
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** Not the name of a property, a key or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const parent: ts.Node & { readonly name?: ts.Node; readonly propertyName?: ts.Node } = node.parent;
  return ts.isShorthandPropertyAssignment(parent) || (parent.name !== node && parent.propertyName !== node);
}
