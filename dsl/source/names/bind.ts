import { dirname, resolve } from "node:path";
import { ts } from "ts-morph";
import { readSource } from "../../diagnostics/source-text.ts";
import { parse } from "../syntax.ts";

/** Files whose names are bound: which declaration each identifier means, over imports between the files. No types. */
export interface BoundFiles {
  readonly sourceOf: (file: string) => ts.SourceFile | undefined;
  /** The declaration that an identifier means, through imports; undefined when it stands in no file or there are several. */
  readonly declarationOf: (identifier: ts.Identifier) => ts.Declaration | undefined;
}

/** Binds the files and those that they import by a relative path. Loads neither libraries nor packages. */
export function bindFiles(files: readonly string[]): BoundFiles {
  const sources = new Map<string, ts.SourceFile | undefined>();
  const sourceOf = (file: string): ts.SourceFile | undefined => {
    if (!sources.has(file)) {
      const text = /\.[cm]?tsx?$/.test(file) ? readSource(file) : undefined;
      sources.set(file, text === undefined ? undefined : parse(file, text));
    }
    return sources.get(file);
  };
  const program = ts.createProgram(files, OPTIONS, hostOf(sourceOf));
  const checker = program.getTypeChecker();
  return {
    sourceOf,
    declarationOf: (identifier) => {
      const { parent } = identifier;
      const symbol =
        ts.isShorthandPropertyAssignment(parent) && parent.name === identifier
          ? checker.getShorthandAssignmentValueSymbol(parent)
          : checker.getSymbolAtLocation(identifier);
      const meant = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
      return meant?.valueDeclaration;
    },
  };
}

const OPTIONS: ts.CompilerOptions = {
  noLib: true,
  types: [],
  allowImportingTsExtensions: true,
  noEmit: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};

function hostOf(sourceOf: (file: string) => ts.SourceFile | undefined): ts.CompilerHost {
  const resolved = (specifier: string, from: string): ts.ResolvedModuleWithFailedLookupLocations => {
    const file = specifier.startsWith(".") ? resolve(dirname(from), specifier) : undefined;
    return {
      resolvedModule:
        file !== undefined && sourceOf(file) !== undefined ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined,
    };
  };
  return {
    getSourceFile: sourceOf,
    fileExists: (file) => sourceOf(file) !== undefined,
    readFile: (file) => sourceOf(file)?.text,
    resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => resolved(text, from)),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => {},
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
}
