import { readFileSync } from "node:fs";
import { ts } from "ts-morph";
import { parse } from "./syntax.ts";

/** An exported zone: `export const trusted = zone("trusted", ...)`. */
export interface ZoneDeclaration {
  readonly zone: string;
  readonly variable: string;
  readonly file: string;
}

/** The zones that the files export, found in their syntax. */
export function zoneDeclarations(files: readonly string[]): readonly ZoneDeclaration[] {
  return files.flatMap((file) => parse(file, readFileSync(file, "utf8")).statements.flatMap((statement) => zonesIn(statement, file)));
}

function zonesIn(statement: ts.Statement, file: string): readonly ZoneDeclaration[] {
  if (!ts.isVariableStatement(statement)) return [];
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  if (!isExported) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
    if (initializer === undefined || !ts.isIdentifier(name) || !ts.isCallExpression(initializer)) return [];
    const [argument] = initializer.arguments;
    const isZone = ts.isIdentifier(initializer.expression) && initializer.expression.text === "zone";
    return isZone && argument !== undefined && ts.isStringLiteralLike(argument) ? [{ zone: argument.text, variable: name.text, file }] : [];
  });
}
