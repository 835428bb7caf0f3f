import { isUtf8 } from "node:buffer";
import { type BigIntStats, closeSync, type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { systemReason } from "../diagnostics/system-reason.ts";
import { headOf, NotAFile, openFile } from "./open.ts";
import { HEAD, isHidden, verdictOf } from "./rule.ts";

/** A file that is read. */
export interface FoundFile {
  /** Path below the landing root, with slashes. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly gz: boolean;
  /** As it was when its first bytes were looked at. */
  readonly stats: BigIntStats;
}

/** A file or folder that ends the run: the system does not give it, its gzip data is broken, or the rule refuses it. */
export interface Refused {
  /** Path below the landing root, with slashes; of a folder with one at its end. */
  readonly name: string;
  readonly path: string;
  readonly kind: "unreadable" | "broken" | "refused";
  readonly reason: string;
  /** What to do, where the rule refuses it. */
  readonly instead: string | undefined;
}

/** What stands below a folder, each in the order of the names' code units. */
export interface Found {
  readonly files: readonly FoundFile[];
  /** Names of files that are no JSON lines. */
  readonly passedOver: readonly string[];
  readonly refused: readonly Refused[];
}

type Entry = { readonly file: FoundFile } | { readonly passedOver: string } | { readonly refused: Refused };

/** Entries between two looks at what else there is to do, as an interruption. */
const AT_ONCE = 100;

/**
 * The landing files of a folder, `""` or such as `a/b/`, below the landing root, by the rule for landing files. Symbolic
 * links are followed within the root. Undefined without the folder; without the root the system's error is thrown.
 */
export async function findLanding(root: string, folder: string): Promise<Found | undefined> {
  const walk = walkOf(root, folder);
  if (walk === undefined) return undefined;
  const entries: Entry[] = [];
  for (const entry of walk) {
    entries.push(entry);
    if (entries.length % AT_ONCE === 0) await setImmediate();
  }
  return sorted(entries);
}

/** As `findLanding`, without a pause. */
export function findLandingAtOnce(root: string, folder: string): Found | undefined {
  const walk = walkOf(root, folder);
  return walk === undefined ? undefined : sorted([...walk]);
}

function sorted(entries: readonly Entry[]): Found {
  const byText = <T>(items: readonly T[], textOf: (item: T) => string): readonly T[] =>
    items.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const files = entries.flatMap((entry) => ("file" in entry ? [entry.file] : []));
  const passedOver = entries.flatMap((entry) => ("passedOver" in entry ? [entry.passedOver] : []));
  const refused = entries.flatMap((entry) => ("refused" in entry ? [entry.refused] : []));
  return {
    files: byText(files, ({ name }) => name),
    passedOver: byText(passedOver, (name) => name),
    refused: byText(refused, ({ path }) => path),
  };
}

const LINK_OUT = "it is a link that leads out of the landing folder";

function walkOf(root: string, folder: string): Iterable<Entry> | undefined {
  const realRoot = realOf(Buffer.from(root));
  const top = join(root, folder);
  return statSync(top, { throwIfNoEntry: false }) === undefined ? undefined : new Walk(root, realRoot).below(Buffer.from(folder), []);
}

/** Names are bytes: not all are UTF-8. */
class Walk {
  readonly #root: string;
  readonly #realRoot: string;

  constructor(root: string, realRoot: string) {
    this.#root = root;
    this.#realRoot = realRoot;
  }

  /** `folder` is relative, and ends with a slash unless it is empty; `above` has the real folders that it was reached through. */
  *below(folder: Buffer, above: readonly string[]): Generator<Entry> {
    let real: string;
    let entries: readonly Dirent<Buffer>[];
    try {
      real = realOf(this.#pathOf(folder));
      entries = readdirSync(this.#pathOf(folder), { withFileTypes: true, encoding: "buffer" });
    } catch (error) {
      yield this.#unreadable(folder, systemReason(error));
      return;
    }
    if (!this.#holds(real)) yield this.#refused(folder, LINK_OUT, "put the files themselves there");
    else if (above.includes(real)) yield this.#unreadable(folder, "its symbolic links go in a circle");
    else for (const entry of entries) yield* this.#entry(folder, entry, [...above, real]);
  }

  *#entry(folder: Buffer, entry: Dirent<Buffer>, above: readonly string[]): Generator<Entry> {
    if (isHidden(entry.name.toString("latin1"))) return;
    const name = Buffer.concat([folder, entry.name]);
    let isFolder = entry.isDirectory();
    if (entry.isSymbolicLink()) {
      let target: Stats;
      try {
        target = statSync(this.#pathOf(name));
        if (!this.#holds(realOf(this.#pathOf(name)))) return yield this.#refused(name, LINK_OUT, "put the file itself there");
      } catch (error) {
        return yield this.#unreadable(name, systemReason(error));
      }
      isFolder = target.isDirectory();
      if (!isFolder && !target.isFile()) return yield this.#unreadable(name, "it is not a file");
    } else if (!isFolder && !entry.isFile()) return yield this.#unreadable(name, "it is not a file");
    if (isFolder) yield* this.below(Buffer.concat([name, Buffer.from("/")]), above);
    else yield this.#file(name);
  }

  #file(bytes: Buffer): Entry {
    const name = shown(bytes);
    try {
      const { file, stats } = openFile(this.#pathOf(bytes));
      try {
        const verdict = verdictOf(name, Number(stats.size), headOf(file, HEAD));
        if (verdict.kind === "passed-over") return { passedOver: name };
        if (verdict.kind === "broken") return this.#broken(bytes, verdict.reason);
        if (verdict.kind === "refused") return this.#refused(bytes, verdict.reason, verdict.instead);
        if (!isUtf8(bytes)) return this.#refused(bytes, "its name is not UTF-8", "rename it");
        return { file: { name, path: this.#shownPath(bytes), gz: verdict.gz, stats } };
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return this.#unreadable(bytes, error instanceof NotAFile ? error.message : systemReason(error));
    }
  }

  /** Whether a real path is the root or stands below it. */
  #holds(real: string): boolean {
    return real === this.#realRoot || real.startsWith(this.#realRoot.endsWith(sep) ? this.#realRoot : `${this.#realRoot}${sep}`);
  }

  #pathOf(name: Buffer): Buffer {
    return Buffer.concat([Buffer.from(`${this.#root}/`), name]);
  }

  #shownPath(name: Buffer): string {
    return join(this.#root, shown(name));
  }

  #unreadable(name: Buffer, reason: string): Entry {
    return { refused: { name: shown(name), path: this.#shownPath(name), kind: "unreadable", reason, instead: undefined } };
  }

  #broken(name: Buffer, reason: string): Entry {
    return { refused: { name: shown(name), path: this.#shownPath(name), kind: "broken", reason, instead: undefined } };
  }

  #refused(name: Buffer, reason: string, instead: string): Entry {
    return { refused: { name: shown(name), path: this.#shownPath(name), kind: "refused", reason, instead } };
  }
}

/** The real path, each byte a character. */
const realOf = (path: Buffer): string => realpathSync.native(path, { encoding: "buffer" }).toString("latin1");

/** A name as text, with `\xff` for the bytes of one that is not UTF-8. */
const shown = (name: Buffer): string =>
  isUtf8(name)
    ? name.toString()
    : Array.from(name, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join("");
