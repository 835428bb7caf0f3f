import { readFileSync } from "node:fs";
import type { Site } from "../diagnostics/diagnostic.ts";
import { placeOf } from "../diagnostics/site.ts";
import { readComments } from "../source/comment-cache.ts";
import { type CommentsByText, commentsAt } from "../source/file-comments.ts";
import type { Described } from "./describe.ts";
import type { Loaded } from "./load.ts";

/** The doc comments of each source and table, by name. */
export async function commentsOfDeclarations(
  loaded: Loaded,
  sites: ReadonlyMap<string, Site>,
  cache: string,
  ahead: CommentsByText,
): Promise<ReadonlyMap<string, Described>> {
  const places = [...sites].flatMap(([name, site]) => {
    const place = placeOf(site, loaded.root);
    return place === undefined ? [] : [{ name, place }];
  });
  const files = [...new Set(places.map(({ place }) => place.file))];
  const comments = await readComments(
    files.map((file) => ({ file, text: readFileSync(file, "utf8") })),
    cache,
    ahead,
  );
  return new Map(
    places.flatMap(({ name, place }) => {
      const inFile = comments.get(place.file);
      const found = inFile === undefined ? undefined : commentsAt(inFile, place);
      return found === undefined
        ? []
        : [[name, { description: found.description, columns: Object.fromEntries(found.columns.map(({ path, text }) => [path, text])) }]];
    }),
  );
}
