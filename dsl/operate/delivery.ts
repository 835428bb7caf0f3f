import type { Problem } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Refused } from "../landing/find.ts";
import type { SourcePlan } from "../operations/lake.ts";
import { type Pin, problemOf, problemsOf } from "../run/pin.ts";

/** What stands in a delivery, by its names below the folder or prefix. */
export interface Contents<File extends { readonly name: string } = { readonly name: string }> {
  readonly files: readonly File[];
  readonly passedOver: readonly string[];
  readonly refused: readonly Refused[];
}

/** The longest key that S3 takes, in bytes. */
const LONGEST_KEY = 1024;

/**
 * Why a delivery cannot be ingested: what is refused of it, sources of which nothing can be read, folders and landing
 * files that belong to no source, names that are too long for a key below `prefix`. `from` is a folder or an address.
 */
export function faultsOf(contents: Contents, sources: readonly SourcePlan[], from: string, prefix: string): readonly Problem[] {
  const long = contents.files
    .filter(({ name }) => Buffer.byteLength(`${prefix}${name}`) > LONGEST_KEY)
    .map(
      ({ name }) =>
        ({ name, path: placeIn(from, name), kind: "refused", reason: "its name is too long for S3", instead: "rename it" }) as const,
    );
  const ofSources = sources.flatMap((source) => {
    const own = ofSource({ ...contents, refused: [...contents.refused, ...long] }, source);
    return isEmpty(own) ? [] : problemsOf(own, placeIn(from, source.path), source);
  });
  const unique = [...new Map(ofSources.map((problem) => [JSON.stringify(problem), problem])).values()];
  const loose = contents.refused.filter(({ name }) => !isOfSource(`${name}/`, sources) && !strayOf(name, sources)?.endsWith("/"));
  const strays = [...straysOf(contents, sources)].sort();
  if (loose.length === 0 && strays.length === 0 && unique.length === 0 && sourcesIn(contents, sources).length === 0)
    return sources.map(({ name, path }) => ({
      code: "no-landing-files",
      parameters: { folder: placeIn(from, path), table: name, passedOver: [] },
    }));
  return [...unique, ...loose.map(problemOf), ...strays.map((stray) => strayProblem(stray, sources, from))];
}

/** The sources of which a delivery has files. */
export const sourcesIn = (contents: Contents, sources: readonly SourcePlan[]): readonly SourcePlan[] =>
  sources.filter((source) => !isEmpty(ofSource(contents, source)));

/** What of a delivery belongs to a source. */
export function ofSource<File extends { readonly name: string }>(
  { files, passedOver, refused }: Contents<File>,
  { path }: SourcePlan,
): Contents<File> {
  return {
    files: files.filter(({ name }) => name.startsWith(path)),
    passedOver: passedOver.filter((name) => name.startsWith(path)),
    refused: refused.filter(({ name }) => `${name}/`.startsWith(path)),
  };
}

/** Files beside the folders of the sources that are no JSON lines, and belong to nobody. */
export const besideSources = ({ passedOver }: Contents, sources: readonly SourcePlan[]): readonly string[] =>
  passedOver.filter((name) => strayOf(name, sources) === name);

const isEmpty = ({ files, passedOver, refused }: Contents): boolean => files.length + passedOver.length + refused.length === 0;

const isOfSource = (name: string, sources: readonly SourcePlan[]): boolean => sources.some(({ path }) => name.startsWith(path));

function straysOf({ files, passedOver, refused }: Contents, sources: readonly SourcePlan[]): Set<string> {
  const strays = files.map(({ name }) => strayOf(name, sources));
  const others = [...passedOver, ...refused.map(({ name }) => name).filter((name) => !isOfSource(`${name}/`, sources))];
  const folders = others.map((name) => strayOf(name, sources)).filter((stray) => stray?.endsWith("/"));
  return new Set([...strays, ...folders].filter((stray) => stray !== undefined));
}

/** The folder, or the file itself, that no source has: undefined of a source's file. */
function strayOf(name: string, sources: readonly SourcePlan[]): string | undefined {
  if (isOfSource(name, sources)) return undefined;
  const folders = name.split("/").slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth += 1) {
    const folder = `${folders.slice(0, depth).join("/")}/`;
    if (!sources.some(({ path }) => path.startsWith(folder))) return folder;
  }
  return name;
}

function strayProblem(stray: string, sources: readonly SourcePlan[], from: string): Problem {
  const existing = sources.map(({ path }) => path);
  return { code: "delivery-of-no-source", parameters: { path: placeIn(from, stray), near: nearest(stray, existing), existing } };
}

export const placeIn = (from: string, name: string): string => `${from.replace(/\/+$/, "")}/${name}`;

/** What the check reads of a delivery. */
export interface Delivery {
  readonly contents: Contents<Pin>;
  /** What people are told that a file is. */
  readonly placeOf: (name: string) => string;
  /** Copies a file to landing under its own name; false when these very bytes are there already. */
  readonly copy: (file: Pin) => Promise<boolean>;
}
