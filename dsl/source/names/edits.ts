import { ts } from "ts-morph";
import { keyText } from "../../diagnostics/key-text.ts";
import { lineAndColumn } from "../syntax.ts";
import type { WrittenName } from "./written-names.ts";

/** A piece of a file to replace. Offsets are in UTF-16 code units of the text without a byte order mark. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of `start`, from 1. */
  readonly line: number;
  readonly column: number;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function editOf(node: ts.Node, text: string, start = node.getStart(), end = node.getEnd()): Edit {
  const source = node.getSourceFile();
  return { file: source.fileName, start, end, text, ...lineAndColumn(source, start) };
}

/** Writes another name where one is written, in the same way. `name` has no character that a string must escape. */
export function renamed({ node }: Pick<WrittenName, "node">, name: string): Edit {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    if (IDENTIFIER.test(name)) return editOf(node, name);
    const optional = parent.questionDotToken === undefined ? "" : "?.";
    return editOf(node, `${optional}["${name}"]`, parent.questionDotToken?.getStart() ?? parent.name.getStart() - 1);
  }
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) return editOf(node, `${keyText(name)}: ${node.text}`);
  if (ts.isBindingElement(parent) && parent.name === node) return editOf(node, `${keyText(name)}: ${node.text}`);
  const isKey = (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node;
  if (isKey || (ts.isBindingElement(parent) && parent.propertyName === node)) return editOf(node, keyText(name));
  return editOf(node, name, node.getStart() + 1, node.getEnd() - 1);
}

/** The text with the edits. */
export const edited = (text: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end, text: piece }) => whole.slice(0, start) + piece + whole.slice(end), text);
