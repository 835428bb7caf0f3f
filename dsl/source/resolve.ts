import { relative, resolve, sep } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import type { Diagnostic, Problem, Site, Span } from "../diagnostics/diagnostic.ts";
import { type Place, placeOf, realPath } from "../diagnostics/site.ts";

/**
 * The problems as they are printed: with their words, and the span of each place under `root` (the transforms folder);
 * files are relative to `cwd`. In the order of file, line, column and code, those without a place last, none twice.
 */
export async function resolveProblems(problems: readonly Problem[], root: string, cwd: string): Promise<readonly Diagnostic[]> {
  const spanOf = await spanReader(problems, root);
  const folder = realPath(cwd);
  const nameOf = (file: string): string => relative(folder, realPath(resolve(cwd, file))).replaceAll(sep, "/");
  const placed = (site: Site | Span | undefined, focus: string | undefined): DiagnosticPlace => {
    const span = spanOf(site, focus);
    return span === undefined ? NO_PLACE : { ...span, file: nameOf(span.file) };
  };
  const diagnostics = problems.map(({ code, parameters, site, focus, notes = [] }): Diagnostic => {
    const { severity, message, help } = wordsOf(code, parameters);
    const { file, line, column, endLine, endColumn } = placed(site, focus);
    return {
      code,
      severity,
      message,
      file,
      line,
      column,
      endLine,
      endColumn,
      suggestion: help ?? null,
      notes: notes.map((note) => {
        const place = placed(note.site, note.focus);
        return { message: note.message, file: place.file, line: place.line, column: place.column };
      }),
    };
  });
  return withoutRepeats(diagnostics.sort(inOrder));
}

type DiagnosticPlace = Pick<Diagnostic, "file" | "line" | "column" | "endLine" | "endColumn">;

const NO_PLACE: DiagnosticPlace = { file: null, line: null, column: null, endLine: null, endColumn: null };

/** Finds the span of a site; ts-morph is loaded only when there is a stack to read one from. */
async function spanReader(
  problems: readonly Problem[],
  root: string,
): Promise<(site: Site | Span | undefined, focus: string | undefined) => Span | undefined> {
  const sites = problems.flatMap(({ site, notes = [] }) => [site, ...notes.map((note) => note.site)]);
  const places = new Map<Site, Place>();
  for (const site of sites) {
    if (site === undefined || isSpan(site)) continue;
    const place = placeOf(site, root);
    if (place !== undefined) places.set(site, place);
  }
  const spanAt = places.size === 0 ? undefined : (await import("./span.ts")).spanReader();
  return (site, focus) => {
    if (site === undefined || isSpan(site)) return site;
    const place = places.get(site);
    return place === undefined ? undefined : spanAt?.(place, focus);
  };
}

const isSpan = (site: Site | Span): site is Span => "endColumn" in site;

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return (
    Number(a.file === null) - Number(b.file === null) ||
    compare(a.file ?? "", b.file ?? "") ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
