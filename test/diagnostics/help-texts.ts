import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../..");

/** Code in backticks in a help text, and where the text stands. */
export interface Shown {
  readonly code: string;
  readonly at: string;
}

/** What helps show between backticks: in every help that a scenario prints, and in every one that is written in the compiler. */
export function shownInHelps(): readonly Shown[] {
  const printed = globSync("test/scenarios/*/diagnostics.txt", { cwd: ROOT }).flatMap((file) =>
    helpsPrinted(readFileSync(join(ROOT, file), "utf8")).map((text) => ({ text, at: file })),
  );
  const written = globSync("dsl/**/*.ts", { cwd: ROOT }).flatMap((file) =>
    helpsWritten(readFileSync(join(ROOT, file), "utf8")).map((text) => ({ text, at: file })),
  );
  const shown = [...printed, ...written].flatMap(({ text, at }) => codesIn(text).map((code): [string, Shown] => [code, { code, at }]));
  return [...new Map(shown).values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export const codesIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

/** The helps of a page of messages; a line that goes on is indented as far as the words above. */
const helpsPrinted = (text: string): readonly string[] =>
  [...text.matchAll(/^( *)= help: (.*(?:\n\1 {8}\S.*)*)/gm)].map(([, , words = ""]) => words.replaceAll(/\n */g, " "));

/** Names under which the compiler writes a way out. */
const HELPS: ReadonlySet<string> = new Set(["help", "instead", "repair", "OPERATORS", "LATEST_EXAMPLE"]);

/** What is put in for an expression of a template, by its text; else it is a name. */
const FILLED: readonly (readonly [expression: RegExp, text: string])[] = [
  [/^lambda$/, "(row, person) => row.at.gte(person.agreedAt)"],
  [/^where$/, ", where: (row, person) => row.at.gte(person.agreedAt)"],
  [/^filter$/, ".filter((row) => row.agreedAt.isNotNull())"],
  [/^personalText/, 'personal: { note: "why it may stand here" }'],
  [/^propertyText\("person"/, "person.agreedAt"],
  [/^propertyText/, "row.note"],
  [/^meant$/, "lower"],
  [/option$/, "many"],
  [/^operation$/, "select"],
  [/^(?:instead|JSON\.stringify)/, '"note"'],
  [/^LATEST_EXAMPLE$/, '{ by: ["id"], newest: "at" }'],
];

function helpsWritten(text: string): readonly string[] {
  if (!/\b(?:help|instead|repair|OPERATORS|LATEST_EXAMPLE)\b/.test(text)) return [];
  const source = ts.createSourceFile("help.ts", text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, inHelp: boolean): void => {
    const named = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
    const isHelp = inHelp || (named && HELPS.has(node.name.getText()));
    if (isHelp && ts.isStringLiteralLike(node)) found.push(node.text);
    if (isHelp && ts.isTemplateExpression(node)) found.push(filled(node));
    ts.forEachChild(node, (child) => visit(child, isHelp));
  };
  visit(source, false);
  return found;
}

const filled = (template: ts.TemplateExpression): string =>
  template.head.text +
  template.templateSpans
    .map(({ expression, literal }) => {
      const written = expression.getText();
      return (FILLED.find(([pattern]) => pattern.test(written))?.[1] ?? "note") + literal.text;
    })
    .join("");
