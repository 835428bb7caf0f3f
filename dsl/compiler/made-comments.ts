import { placesUnder } from "../diagnostics/site.ts";
import type { Lineage } from "../operations/lineage.ts";
import type { RelationNode } from "../operations/relation.ts";
import { fold, inputsOf, ruleOf, schemaOfRelation } from "../operations/rules.ts";
import { nodesInOrder } from "../operations/steps.ts";
import { commentsAt, type FileComments } from "../source/file-comments.ts";
import type { Loaded } from "./load.ts";

/** The doc comments of the columns that a step of a plan makes, by column; undefined where it has none. */
export type MadeComments = (node: RelationNode) => ReadonlyMap<string, string> | undefined;

/** What makes columns by an object that its author writes. */
const MAKERS: ReadonlySet<RelationNode["op"]> = new Set<RelationNode["op"]>(["derive", "aggregate", "window"]);

/** Undefined when no file has such a comment, so that no place of a step is looked up for nothing. */
export function madeCommentsOf(
  loaded: Pick<Loaded, "root" | "session">,
  comments: ReadonlyMap<string, FileComments>,
): MadeComments | undefined {
  const files = [...comments.values()];
  if (!files.some(({ calls }) => calls.some(({ made }) => made !== undefined))) return undefined;
  const placeOf = placesUnder(loaded.root);
  const { sites } = loaded.session;
  const read = (node: RelationNode): ReadonlyMap<string, string> | undefined => {
    const site = MAKERS.has(node.op) ? sites.get(node) : undefined;
    const place = site === undefined ? undefined : placeOf(site);
    const inFile = place === undefined ? undefined : comments.get(place.file);
    const made = place === undefined || inFile === undefined ? undefined : commentsAt(inFile, place)?.made;
    return made === undefined ? undefined : new Map(made.map(({ path, text }) => [path, text]));
  };
  const known = new WeakMap<RelationNode, { readonly made: ReadonlyMap<string, string> | undefined }>();
  return (node) => {
    const found = known.get(node) ?? { made: read(node) };
    known.set(node, found);
    return found.made;
  };
}

/** No table has this name: an origin of it is a description, which stands in the place of the column. */
const DESCRIBED = "";

/**
 * Descriptions of a relation's columns by the comments of its steps, where a step has any. A description goes where its
 * column goes, as the lineage has it: through copies, not through what is computed, and through a union when both sides have it.
 */
export function describedByMakers(relation: RelationNode, made: MadeComments): (column: string) => string | undefined {
  if (!nodesInOrder(relation).some((node) => made(node) !== undefined)) return () => undefined;
  const lineageOf = fold<Lineage>(new WeakMap(), (node, inputs) => {
    const lineage = ruleOf(node).lineage(node, inputs, inputsOf(node).map(schemaOfRelation));
    const texts = made(node);
    if (texts === undefined) return lineage;
    const columns = [...lineage.columns].map(([name, column]): [string, typeof column] => {
      const text = texts.get(name);
      return [name, text === undefined ? column : { ...column, from: [{ table: DESCRIBED, column: text, how: "copied" }] }];
    });
    return { ...lineage, columns: new Map(columns) };
  });
  const { columns } = lineageOf(relation);
  return (column) => {
    const [origin, ...others] = columns.get(column)?.from ?? [];
    return others.length === 0 && origin?.table === DESCRIBED && origin.how === "copied" ? origin.column : undefined;
  };
}
