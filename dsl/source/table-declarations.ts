import { readFileSync } from "node:fs";
import { ts } from "ts-morph";
import type { Span } from "../diagnostics/diagnostic.ts";
import { calledName, descendants, lineAndColumn, parse } from "./syntax.ts";
import { transformFiles } from "./transform-files.ts";

/** A source or table whose name is written where it is declared. */
export interface TableDeclaration {
  readonly name: string;
  /** Of the name. */
  readonly site: Span;
}

/** The declarations `source("name", ...)` and `zone.table("name", ...)` of a file. */
export function tableDeclarations(file: string, text: string): readonly TableDeclaration[] {
  const source = parse(file, text);
  return descendants(source).flatMap((node) => {
    if (!ts.isCallExpression(node)) return [];
    const [name] = node.arguments;
    const called = calledName(node)?.getText();
    const isMethod = ts.isPropertyAccessExpression(node.expression);
    if (name === undefined || !ts.isStringLiteralLike(name) || (called !== "source" && !(called === "table" && isMethod))) return [];
    const start = lineAndColumn(source, name.getStart(source));
    const end = lineAndColumn(source, name.getEnd());
    return [{ name: name.text, site: { file, ...start, endLine: end.line, endColumn: end.column } }];
  });
}

/** The names of the sources and tables that the transforms declare, and where; not those that are put together. */
export const declaredTables = (transforms: string): ReadonlyMap<string, Span> =>
  new Map(
    transformFiles(transforms)
      .flatMap((file) => tableDeclarations(file, readFileSync(file, "utf8")))
      .map(({ name, site }) => [name, site]),
  );
