import { relative, resolve, sep } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import type { Diagnostic, Problem, Site, Span } from "../diagnostics/diagnostic.ts";
import type { Change, Edit, Repair, Repairing } from "../diagnostics/repair.ts";
import { type Place, placeOf, realPath } from "../diagnostics/site.ts";

/**
 * The problems as they are printed: with their words, and the span of each place under `root` (the transforms folder);
 * files are relative to `cwd`. In the order of file, line, column and code, those without a place last, none twice.
 */
export async function resolveProblems(problems: readonly Problem[], root: string, cwd: string): Promise<readonly Diagnostic[]> {
  const { spanOf, editsOf } = await placesOf(problems, root);
  const folder = realPath(cwd);
  const nameOf = (file: string): string => relative(folder, realPath(resolve(cwd, file))).replaceAll(sep, "/");
  const placed = (site: Site | Span | undefined, focus: string | undefined): DiagnosticPlace => {
    const span = spanOf(site, focus);
    return span === undefined ? NO_PLACE : { ...span, file: nameOf(span.file) };
  };
  const repairing = ({ shown, isSafe, change, site }: Repair, problem: Problem): readonly Repairing[] => {
    const edits = editsOf(site ?? problem.site, problem.focus, change);
    return edits === undefined ? [] : [{ shown, isSafe, edits: edits.map((edit) => ({ ...edit, file: nameOf(edit.file) })) }];
  };
  const diagnostics = problems.map((problem): Diagnostic => {
    const { code, parameters, site, focus, notes = [] } = problem;
    const { severity, message, help, repairs } = wordsOf(code, parameters);
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
      repairs: [...repairs, ...(problem.repairs ?? [])].flatMap((repair) => repairing(repair, problem)),
    };
  });
  return withoutRepeats(diagnostics.sort(inOrder));
}

type DiagnosticPlace = Pick<Diagnostic, "file" | "line" | "column" | "endLine" | "endColumn">;

const NO_PLACE: DiagnosticPlace = { file: null, line: null, column: null, endLine: null, endColumn: null };

interface Places {
  readonly spanOf: (site: Site | Span | undefined, focus: string | undefined) => Span | undefined;
  readonly editsOf: (site: Site | Span | undefined, focus: string | undefined, change: Change) => readonly Edit[] | undefined;
}

/** Finds the span of a site, and what to write there; ts-morph is loaded only when there is a place. */
async function placesOf(problems: readonly Problem[], root: string): Promise<Places> {
  const sites = problems.flatMap(({ site, notes = [], repairs = [] }) => [site, ...[...notes, ...repairs].map((other) => other.site)]);
  const places = new Map<Site | Span, Place | Span>();
  for (const site of sites) {
    const place = site === undefined || isSpan(site) ? site : placeOf(site, root);
    if (site !== undefined && place !== undefined) places.set(site, place);
  }
  const reader = places.size === 0 ? undefined : (await import("./span.ts")).placeReader();
  const placeAt = (site: Site | Span | undefined): Place | Span | undefined => (site === undefined ? undefined : places.get(site));
  return {
    spanOf: (site, focus) => {
      const place = placeAt(site);
      return place === undefined || isSpan(place) ? place : reader?.spanOf(place, focus);
    },
    editsOf: (site, focus, change) => {
      const place = placeAt(site);
      return place === undefined ? undefined : reader?.editsOf(place, focus, change);
    },
  };
}

const isSpan = (site: Site | Span | Place): site is Span => "endColumn" in site;

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
