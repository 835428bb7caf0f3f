import { readFileSync } from "node:fs";
import type { Site } from "../diagnostics/diagnostic.ts";
import { placesUnder } from "../diagnostics/site.ts";
import { readComments } from "../source/comment-cache.ts";
import { type CommentsByText, commentsAt, type FileComments } from "../source/file-comments.ts";
import type { Described } from "./describe.ts";
import type { Loaded } from "./load.ts";

/** What was read in each file of the transforms that has run, by its path. */
export const commentsOfModules = ({ modules }: Loaded, cache: string, ahead: CommentsByText): Promise<ReadonlyMap<string, FileComments>> =>
  readComments(
    modules.filter((file) => /\.[cm]?[jt]s$/.test(file)).map((file) => ({ file, text: readFileSync(file, "utf8") })),
    cache,
    ahead,
  );

/** The doc comments of each source and table, by name. */
export function commentsOfDeclarations(
  loaded: Loaded,
  sites: ReadonlyMap<string, Site>,
  comments: ReadonlyMap<string, FileComments>,
): ReadonlyMap<string, Described> {
  const placeOf = placesUnder(loaded.root);
  return new Map(
    [...sites].flatMap(([name, site]) => {
      const place = placeOf(site);
      const inFile = place === undefined ? undefined : comments.get(place.file);
      const found = place === undefined || inFile === undefined ? undefined : commentsAt(inFile, place);
      return found === undefined
        ? []
        : [[name, { description: found.description, columns: Object.fromEntries(found.columns.map(({ path, text }) => [path, text])) }]];
    }),
  );
}

/**
 * Whether the texts of the transforms decide all that they declare: nothing but them, `sluice` and `zod` is imported, and no text reads
 * anything from outside.
 */
export const isSelfContained = ({ modules, importsOthers }: Loaded, comments: ReadonlyMap<string, FileComments>): boolean =>
  !importsOthers && modules.every((file) => file.endsWith(".ts") && comments.get(file)?.outside === undefined);
