import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Place } from "../../diagnostics/site.ts";
import { lineAndColumn } from "../syntax.ts";
import { bindFiles } from "./bind.ts";
import { type Edit, editOf, renamed } from "./edits.ts";
import { insertedRename } from "./insertion.ts";
import { type Mention, writtenNames } from "./mentions.ts";
import { typeNamesOf } from "./type-names.ts";
import type { WrittenName } from "./written-names.ts";

/** What a part of a call means by the name: the column to rename, or another of the same name. */
export interface Claim {
  readonly mention: Mention;
  readonly isOurs: boolean;
  /** Whether the name must be written there. */
  readonly isCertain: boolean;
  /** Whether the column gets its name there. */
  readonly makes: boolean;
}

/** Where `.rename(...)` goes: behind the `from` of a table, or of the caller's argument when the call makes several. */
export interface Insertion {
  readonly places: readonly Place[];
  readonly isShared: boolean;
}

export interface RenameEdits<C extends Claim> {
  readonly edits: readonly Edit[];
  /** Calls in which the name must be written, and no place was found. */
  readonly notFound: readonly Place[];
  /** Other columns that get their name at the very place where the column gets its own. */
  readonly madeTogether: readonly C[];
  /** Places that mean the column once, and another column once. */
  readonly conflicts: readonly Span[];
}

/** What to write in the files to give the column another name. */
export function renameEdits<C extends Claim>(
  files: readonly string[],
  claims: readonly C[],
  from: string,
  to: string,
  insertion: Insertion | undefined,
): RenameEdits<C> {
  const bound = bindFiles(files);
  const found = claims.map((claim) => ({ claim, written: writtenNames(bound, claim.mention) }));
  const [own, strange] = [found.filter(({ claim }) => claim.isOurs), found.filter(({ claim }) => !claim.isOurs)];
  const ours = byNode(own.flatMap(({ written }) => written));
  const others = byNode(strange.flatMap(({ written }) => written));
  const made = new Set(own.flatMap(({ claim, written }) => (claim.makes ? written.map(({ node }) => node) : [])));
  const typesOfOthers = new Set([...others.values()].flatMap((name) => typeNamesOf(name, from)));
  const types = new Set([...ours.values()].flatMap((name) => typeNamesOf(name, from)).filter((node) => !typesOfOthers.has(node)));
  const inserted = insertion === undefined ? [] : insertedRename(bound, insertion.places, insertion.isShared, from, to);
  const unwritten = own.filter(({ claim, written }) => claim.isCertain && written.length === 0).map(({ claim }) => claim.mention.places);
  return {
    edits: [
      ...[...ours.values()].map((name) => renamed(name, to)),
      ...[...types].map((node) => editOf(node, to, node.getStart() + 1, node.getEnd() - 1)),
      ...inserted,
    ].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start)),
    notFound: [...unwritten, ...(insertion !== undefined && inserted.length === 0 ? [insertion.places] : [])].flatMap((places) =>
      places.slice(0, 1),
    ),
    madeTogether: strange
      .filter(({ claim, written }) => claim.makes && written.some(({ node }) => made.has(node)))
      .map(({ claim }) => claim),
    conflicts: [...ours.keys()].filter((node) => others.has(node)).map(spanOf),
  };
}

const byNode = (names: readonly WrittenName[]): ReadonlyMap<WrittenName["node"], WrittenName> =>
  new Map(names.map((name) => [name.node, name]));

function spanOf(node: WrittenName["node"]): Span {
  const source = node.getSourceFile();
  const end = lineAndColumn(source, node.getEnd());
  return { file: source.fileName, ...lineAndColumn(source, node.getStart()), endLine: end.line, endColumn: end.column };
}
