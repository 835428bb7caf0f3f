import { realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Site } from "./diagnostic.ts";

/** A point in a file, as a stack frame gives it: `file` is absolute, line and column count from 1 in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The first frame of the stack that lies in a file under `root`: the author's place. Node loads modules by their real
 * path, so a `root` that is a symbolic link is followed.
 */
export const placeOf = (site: Site, root: string): Place | undefined => placesUnder(root)(site);

/** `placeOf` for many sites of one folder. */
export function placesUnder(root: string): (site: Site) => Place | undefined {
  const roots = [...new Set([resolve(root), realPath(resolve(root))])];
  return (site) => {
    for (const line of linesOf(site)) {
      const place = frameOf(line);
      if (place !== undefined && roots.some((folder) => isUnder(place.file, folder))) return place;
    }
    return undefined;
  };
}

/** The places of a stack, innermost first. Frames of `eval`, of Node and of native code have none. */
export function framesOf(site: Site): readonly Place[] {
  return linesOf(site).flatMap((line) => frameOf(line) ?? []);
}

const URL_FRAME = /^\s+at (?:.*[ (])?(file:\/\/\S+):(\d+):(\d+)\)?$/;
const PATH_FRAME = /^\s+at (?:async )?(?:[^/]*\()?(\/.+?):(\d+):(\d+)\)?$/;

function frameOf(line: string): Place | undefined {
  if (line.includes("(eval at ")) return undefined;
  const [, location, lineNumber, column] = URL_FRAME.exec(line) ?? PATH_FRAME.exec(line) ?? [];
  if (location === undefined) return undefined;
  const file = pathOf(location);
  return file === undefined ? undefined : { file, line: Number(lineNumber), column: Number(column) };
}

/** The file of a URL, without its query (`?sluice=3` makes Node load a file anew). A path stays as it is. */
function pathOf(location: string): string | undefined {
  if (!location.startsWith("file:")) return location;
  try {
    return fileURLToPath(location);
  } catch {
    return undefined;
  }
}

/** Of the stack, without the message of an error, which comes first and may hold anything, even lines that look like frames. */
function linesOf(site: Site): readonly string[] {
  const stack = typeof site.stack === "string" ? site.stack : "";
  const message = site instanceof Error ? site.message : "";
  const start = message === "" ? -1 : stack.indexOf(message);
  return (start === -1 ? stack : stack.slice(start + message.length)).split("\n");
}

function isUnder(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** The path without symbolic links, or the path itself where there is nothing. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
