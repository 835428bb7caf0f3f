import { ts } from "ts-morph";
import { descendants } from "../syntax.ts";
import type { WrittenName } from "./written-names.ts";

/**
 * Where types name a column that is written inside a function or comes through its parameters: `Field<"name", ...>` in the
 * function's signature, and `"name"` in the type of such a parameter.
 */
export function typeNamesOf(written: WrittenName, name: string): readonly ts.StringLiteral[] {
  const ofParameters = written.through.flatMap(({ type }) => (type === undefined ? [] : literalTypes(type, name)));
  return [...ofParameters, ...signaturesAround(written.node).flatMap((part) => fieldTypes(part, name))];
}

function signaturesAround(node: ts.Node): readonly ts.Node[] {
  const around = ts.findAncestor(
    node.parent,
    (outer): outer is ts.FunctionLikeDeclaration => ts.isFunctionLike(outer) && "parameters" in outer,
  );
  if (around === undefined) return [];
  const { typeParameters = [], parameters, type } = around;
  return [...typeParameters, ...parameters, ...(type === undefined ? [] : [type]), ...signaturesAround(around)];
}

const fieldTypes = (part: ts.Node, name: string): readonly ts.StringLiteral[] =>
  descendants(part, (node) => !ts.isArrowFunction(node)).flatMap((node) => {
    const [first] = ts.isTypeReferenceNode(node) && node.typeName.getText() === "Field" ? (node.typeArguments ?? []) : [];
    return first === undefined ? [] : literalTypes(first, name);
  });

const literalTypes = (type: ts.Node, name: string): readonly ts.StringLiteral[] =>
  descendants(type).flatMap((node) =>
    ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) && node.literal.text === name ? [node.literal] : [],
  );
