import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ts } from "ts-morph";
import { readSource } from "../diagnostics/source-text.ts";
import { relativeSpecifier } from "./specifier.ts";
import { parse } from "./syntax.ts";
import { transformFiles } from "./transform-files.ts";

const INDEX = new URL("../index.ts", import.meta.url);

/** What `file` could import a name from: Sluice, zod, or a file of the transforms that exports it, each as it is written there. */
export function exportersOf(name: string, file: string, root: string): readonly string[] {
  const inFiles = transformFiles(root)
    .filter((other) => other !== file && exports(other).has(name))
    .map((other) => relativeSpecifier(file, other));
  return [...(name === "z" ? ["zod"] : []), ...(exports(fileURLToPath(INDEX)).has(name) ? ["sluice"] : []), ...inFiles];
}

/** What the file or `sluice`, as `importer` names it, exports; nothing of what is not there. */
export function exportsOf(specifier: string, importer: string): readonly string[] {
  if (specifier === "sluice") return [...exports(fileURLToPath(INDEX))];
  return specifier.startsWith(".") ? [...exports(resolve(dirname(importer), specifier))] : [];
}

/** The values that a file imports and declares at its top level. */
export const namesOf = (file: string): readonly string[] =>
  parse(file, readSource(file) ?? "").statements.flatMap((statement): readonly string[] => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    return bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });

/** The values that a file exports by name. */
function exports(file: string): ReadonlySet<string> {
  const text = readSource(file) ?? "";
  const names = parse(file, text).statements.flatMap((statement): readonly string[] => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause, isTypeOnly } = statement;
      if (isTypeOnly || exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
      return exportClause.elements.filter((element) => !element.isTypeOnly).map((element) => element.name.text);
    }
    const isExported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported !== true) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    return ts.isFunctionDeclaration(statement) && statement.name !== undefined ? [statement.name.text] : [];
  });
  return new Set(names);
}
