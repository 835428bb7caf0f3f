import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");
/** Where the checked text stands: beside the sources of `lake.ts`. */
const PROBE = join(import.meta.dirname, "probe.ts");

const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
export const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);

export interface TypeMistake {
  /** From 0. */
  readonly line: number;
  /** What is underlined. */
  readonly at: string;
  readonly message: string;
}

/** Sources of other files, read once. */
const sources = new Map<string, ts.SourceFile | undefined>();

function programOf(text: string): ts.Program {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => {
    if (name === PROBE) return ts.createSourceFile(name, text, version);
    if (!sources.has(name)) sources.set(name, read(name, version));
    return sources.get(name);
  };
  return ts.createProgram([PROBE], { ...options, noUnusedLocals: false, noUnusedParameters: false }, host);
}

/** What the project's TypeScript has to say of a text, as an author's editor shows it. */
export function mistakesIn(text: string): readonly TypeMistake[] {
  const program = programOf(text);
  return program.getSemanticDiagnostics(program.getSourceFile(PROBE)).map(({ start = 0, length = 0, messageText }) => ({
    line: text.slice(0, start).split("\n").length - 1,
    at: text.slice(start, start + length),
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

/** How many types the check of a text instantiates. */
export function instantiationsOf(text: string): number {
  const program = programOf(text);
  program.getSemanticDiagnostics(program.getSourceFile(PROBE));
  return program.getInstantiationCount();
}

/** What an editor offers at the `|` in each text, which follows the same head. */
export function completionsIn(head: string, texts: readonly string[]): readonly (readonly string[])[] {
  return atMark(head, texts, (service, position) => {
    const found = service.getCompletionsAtPosition(PROBE, position, {});
    return (found?.entries ?? []).filter(({ kind }) => kind !== ts.ScriptElementKind.warning).map(({ name }) => name);
  });
}

export interface Hover {
  readonly type: string;
  readonly documentation: string;
}

/** What an editor shows of what stands after the `|` in each text, which follows the same head. */
export function hoversIn(head: string, texts: readonly string[]): readonly (Hover | undefined)[] {
  return atMark(head, texts, (service, position) => {
    const shown = service.getQuickInfoAtPosition(PROBE, position);
    if (shown === undefined) return undefined;
    return { type: ts.displayPartsToString(shown.displayParts), documentation: ts.displayPartsToString(shown.documentation) };
  });
}

/** Asks the language service of each text, at its `|`. */
function atMark<T>(head: string, texts: readonly string[], ask: (service: ts.LanguageService, position: number) => T): readonly T[] {
  const versions = texts.map((text) => `${head}${text.replace("|", "")}`);
  let current = 0;
  const service = ts.createLanguageService({
    getScriptFileNames: () => [PROBE],
    getScriptVersion: (name) => (name === PROBE ? String(current) : "0"),
    getScriptSnapshot: (name) => {
      const text = name === PROBE ? versions[current] : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => dirname(PROBE),
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === PROBE || ts.sys.fileExists(name),
    readFile: (name) => (name === PROBE ? versions[current] : ts.sys.readFile(name)),
    readDirectory: ts.sys.readDirectory,
  });
  return texts.map((text, i) => {
    current = i;
    return ask(service, head.length + text.indexOf("|"));
  });
}
