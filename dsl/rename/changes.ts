import { withoutBom } from "../diagnostics/source-text.ts";
import { edited } from "../source/names/edits.ts";
import type { Renamed } from "./rename-column.ts";

/** A line before and after; a line after may be two. */
export interface Change {
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** The lines that the edits change, in the order of files and lines. */
export function changesOf({ edits, files }: Renamed): readonly Change[] {
  const places = new Map(edits.map((edit) => [`${edit.file}:${edit.line}`, edit]));
  return [...places.values()].map(({ file, line, start, column }) => {
    const text = withoutBom(files.get(file)?.before ?? "");
    const from = start - column + 1;
    const length = /^[^\n\r\u2028\u2029]*/.exec(text.slice(from))?.[0].length ?? 0;
    const before = text.slice(from, from + length);
    const own = edits.filter((edit) => edit.file === file && edit.line === line);
    return {
      file,
      line,
      before,
      after: edited(
        before,
        own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from })),
      ),
    };
  });
}
