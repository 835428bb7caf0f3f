import type { Problem, Site, Span } from "../diagnostics/diagnostic.ts";
import { type Place, placesUnder } from "../diagnostics/site.ts";
import { nodesInOrder } from "../operations/steps.ts";
import type { FileComments } from "../source/file-comments.ts";
import type { Loaded } from "./load.ts";

/** The mistakes, and those operators of JavaScript that stand in functions of a relation's rows; what came of them is not said besides. */
export function withOperators(mistakes: readonly Problem[], loaded: Loaded, comments: ReadonlyMap<string, FileComments>): Problem[] {
  const candidates = [...comments].flatMap(([file, { operators = [] }]) =>
    operators.map(({ site, call, ...words }) => ({ ...words, site: { file, ...site }, call: keyOf({ file, ...call }) })),
  );
  if (candidates.length === 0) return [...mistakes];
  const placeOf = placesUnder(loaded.root);
  const placeIn = (site: Site | Span | undefined): string | undefined => {
    const place = site === undefined || "endColumn" in site ? undefined : placeOf(site);
    return place === undefined ? undefined : keyOf(place);
  };
  const { sites, tables } = loaded.session;
  const nodes = new Set(tables.flatMap(({ plan }) => nodesInOrder(plan.relation)));
  const operations = [...nodes].map((node) => placeIn(sites.get(node)));
  const called = new Set([...operations, ...mistakes.map(({ site }) => placeIn(site))]);
  const found = candidates.filter(({ call }) => called.has(call));
  const calls = new Set(found.map(({ call }) => call));
  const followed = ({ code, site }: Problem): boolean => code === "not-a-predicate" && calls.has(placeIn(site) ?? "");
  return [
    ...mistakes.filter((problem) => !followed(problem)),
    ...found.map(
      ({ operator, operand, site }): Problem => ({
        code: "javascript-operator",
        parameters: { operator: `\`${operator}\``, operand: `\`${operand}\`` },
        site,
      }),
    ),
  ];
}

const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
