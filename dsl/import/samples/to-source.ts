import type { Problem, Span } from "../../diagnostics/diagnostic.ts";
import type { DeclaredSource } from "../declaration.ts";
import { fieldsOf } from "./infer.ts";
import type { BadRecords, Samples } from "./read-samples.ts";

/** The source that reads files such as these, and what of them it does not read; `undefined` when no record is a row with a key. */
export function sourceOfSamples(
  samples: Samples,
  name: string,
  path: string,
): { readonly declaration: DeclaredSource | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const differs = (what: string, site: Span | undefined): void => {
    problems.push({ code: "import-differs", parameters: { table: name, what }, site: readable(site) });
  };
  for (const [reason, records] of samples.bad) {
    const which = records.count === 1 ? "1 record is" : `${records.count} records are`;
    differs(`${which} no row (${reason}): such records go to quarantine`, siteOf(records));
  }
  const columns = fieldsOf(samples.members, samples.rows, differs);
  return {
    declaration: columns.length === 0 ? undefined : { name, path, pathReview: [], columns, unique: [] },
    problems,
  };
}

const siteOf = ({ file, line }: BadRecords): Span => ({ file, line, column: 1, endLine: line, endColumn: 2 });

/** Of a compressed file there is no line to show. */
const readable = (site: Span | undefined): Span | undefined => (site === undefined || /\.gz$/i.test(site.file) ? undefined : site);
