import type { Problem, Span } from "../../diagnostics/diagnostic.ts";
import type { DeclaredSource } from "../declaration.ts";
import { fieldsOf } from "./infer.ts";
import type { BadLines, Samples } from "./read-samples.ts";

/** The source that reads files such as these, and what of them it does not read; `undefined` when no line is a row with a key. */
export function sourceOfSamples(
  samples: Samples,
  name: string,
  path: string,
): { readonly declaration: DeclaredSource | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const differs = (what: string, site: Span | undefined): void => {
    problems.push({ code: "import-differs", parameters: { table: name, what }, site: readable(site) });
  };
  for (const [reason, lines] of samples.bad) {
    const which = lines.count === 1 ? "1 line is" : `${lines.count} lines are`;
    differs(`${which} no row (${reason}): such lines go to quarantine`, siteOf(lines));
  }
  const columns = fieldsOf(samples.members, samples.rows, differs);
  return {
    declaration: columns.length === 0 ? undefined : { name, path, pathReview: [], columns, unique: [] },
    problems,
  };
}

const siteOf = ({ file, line }: BadLines): Span => ({ file, line, column: 1, endLine: line, endColumn: 2 });

/** Of a compressed file there is no line to show. */
const readable = (site: Span | undefined): Span | undefined => (site === undefined || /\.gz$/i.test(site.file) ? undefined : site);
