import { relative } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { wantsColour } from "../diagnostics/paint.ts";
import { countOf, renderDiagnostics } from "../diagnostics/render.ts";
import { sourcesOf } from "../diagnostics/sources.ts";
import { visible } from "../diagnostics/visible.ts";
import { counted } from "./counted.ts";
import { jsonLine } from "./outcome.ts";
import { fitted, widthOf } from "./terminal-width.ts";

/** What one compile of `sluice watch` ended with. Of `written` there is none when there is an error. */
export interface Round {
  readonly diagnostics: readonly Diagnostic[];
  readonly written?: { readonly changed: readonly string[]; readonly removed: readonly string[]; readonly unchanged: number };
  readonly milliseconds: number;
}

export interface WatchReport {
  /** The files that have changed, absolute; undefined for the first compile. */
  readonly begin: (changed: readonly string[] | undefined) => void;
  readonly end: (round: Round) => void;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

/** The begin marker stays behind an empty line, so that an editor finds it at the start of one. */
const CLEAR = "\u001b[2J\u001b[H\n";
const MOST_NAMES = 3;

/**
 * For people and for the problem matchers of editors: what begins with `sluice watch: compiling` and ends with
 * `sluice watch: ready` is one compile. A terminal is cleared before each but the first; nothing else ever is.
 */
export function textReport(stream: Stream, out: string): WatchReport {
  const isTerminal = stream.isTTY === true && process.env.TERM !== "dumb";
  const say = (line: string): unknown => stream.write(`${fitted(visible(line), stream)}\n`);
  return {
    begin: (changed) => {
      if (isTerminal && changed !== undefined) stream.write(CLEAR);
      const names = changed?.map((file) => relative(process.cwd(), file)) ?? [];
      const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
      const why = names.length === 0 ? "" : `: ${[...names.slice(0, MOST_NAMES), ...more].join(", ")} changed`;
      say(`sluice watch: compiling${why}`);
    },
    end: ({ diagnostics, written, milliseconds }) => {
      const colour = wantsColour(process.env, isTerminal);
      const width = widthOf(stream);
      if (diagnostics.length > 0)
        stream.write(
          `${renderDiagnostics(diagnostics, sourcesOf(diagnostics, process.cwd()), { colour, width: width ?? 80, wrap: width !== undefined, placeFirst: true })}\n\n`,
        );
      const files =
        written === undefined
          ? []
          : [...written.changed.map((path) => `wrote   ${out}/${path}`), ...written.removed.map((path) => `removed ${out}/${path}`)];
      for (const line of files.sort()) say(`  ${line}`);
      const count = diagnostics.length === 0 ? "" : `${countOf(diagnostics)}, `;
      const news =
        written === undefined
          ? `${out} is as it was`
          : `${counted(written.changed.length, "file")} written, ${written.removed.length} removed, ${written.unchanged} unchanged`;
      say(`sluice watch: ready: ${count}${news}, ${Math.round(milliseconds)} ms`);
    },
  };
}

/** One line of JSON for each begin and end. */
export function jsonReport(stream: Stream): WatchReport {
  const say = (event: object): unknown => stream.write(`${jsonLine(event)}\n`);
  return {
    begin: (changed) => say({ event: "begin", changed: changed?.map((file) => relative(process.cwd(), file)) ?? [] }),
    end: ({ diagnostics, written, milliseconds }) => {
      const ok = !diagnostics.some(({ severity }) => severity === "error");
      say({
        event: "end",
        ok,
        diagnostics,
        ...(written ?? { changed: [], removed: [], unchanged: 0 }),
        milliseconds: Math.round(milliseconds),
      });
    },
  };
}
