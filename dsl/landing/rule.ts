import { constants, gunzipSync } from "node:zlib";

/** Bytes at the beginning of a file that say what it is. */
export const HEAD = 4096;

/** What a landing file is by its name and its first bytes. */
export type Verdict =
  /** JSON lines. */
  | { readonly kind: "read"; readonly gz: boolean }
  /** Something else. */
  | { readonly kind: "passed-over" }
  /** It may hold records that nothing here could read. `reason` is a clause, `instead` what to do. */
  | { readonly kind: "refused"; readonly reason: string; readonly instead: string }
  /** Gzip data that cannot be read to its end. */
  | { readonly kind: "broken"; readonly reason: string };

const SAYS_JSON = /\.(?:json|jsonl|ndjson)(?:\.gz|\.gzip)?$/i;
const SAYS_GZIP = /\.(?:gz|gzip)$/i;
const SAYS_PACKED_JSON = /\.(?:json|jsonl|ndjson)\.(?:7z|br|bz2|deflate|lz4|lzma|lzo|rar|snappy|xz|z|zip|zst|zstd)$/i;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Names of files and folders that are skipped in silence. */
export const isHidden = (name: string): boolean => name.startsWith(".") || name.startsWith("_");

/** Whether a file of this name is read whatever it holds, so that its bad records reach quarantine. */
export const saysJson = (name: string): boolean => SAYS_JSON.test(name);

/**
 * The rule for landing files, which `landing_rule.py` of the runtime has too. `name` is the path below the landing root,
 * of visible names; `size` is in bytes, and `head` has the first `HEAD` of them.
 */
export function verdictOf(name: string, size: number, head: Uint8Array): Verdict {
  const verdict = byContent(name, size, Buffer.from(head.buffer, head.byteOffset, head.length));
  if (verdict.kind !== "read" || !CONTROL.test(name)) return verdict;
  return { kind: "refused", reason: "its name has a control character", instead: "rename it" };
}

function byContent(name: string, size: number, head: Buffer): Verdict {
  if (size === 0) return SAYS_GZIP.test(name) ? { kind: "broken", reason: "the gzip data is cut off" } : { kind: "read", gz: false };
  const packed = packedAs(head);
  if (packed !== undefined) return unreadable(`it is ${packed} data`);
  const gz = isGzip(head) || (SAYS_GZIP.test(name) && head.length === 1 && head[0] === 0x1f);
  const unzipped = gz ? unzippedHead(head, size) : head;
  if (typeof unzipped === "string") return { kind: "broken", reason: unzipped };
  const packedWithin = gz ? (packedAs(unzipped) ?? (isGzip(unzipped) ? "gzip" : undefined)) : undefined;
  if (packedWithin !== undefined) return unreadable(`it is ${packedWithin} data within gzip data`);
  if (saysJson(name) || looksLikeJson(unzipped)) return { kind: "read", gz };
  return SAYS_PACKED_JSON.test(name)
    ? unreadable("its name says packed JSON, and it is neither gzip data nor plain")
    : { kind: "passed-over" };
}

const unreadable = (reason: string): Verdict => ({ kind: "refused", reason, instead: "unpack it, or pack it with gzip" });

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** How files that hold other files' bytes begin, as Latin-1. */
const PACKED: readonly (readonly [string, RegExp])[] = [
  ["bzip2", /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ["zstd", /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
  ["xz", /^\xfd7zXZ\x00/],
  ["lzip", /^LZIP\x01/],
  ["lzop", /^\x89LZO\x00\r\n\x1a\n/],
  ["lz4", /^(?:\x04\x22\x4d\x18|\x02\x21\x4c\x18)/],
  ["snappy", /^\xff\x06\x00\x00sNaPpY/],
  ["compress", /^\x1f\x9d/],
  ["zip", /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ["7z", /^7z\xbc\xaf\x27\x1c/],
  ["rar", /^Rar!\x1a\x07/],
  ["tar", /^.{257}ustar/s],
];

const packedAs = (head: Buffer): string | undefined => {
  const text = head.toString("latin1");
  return PACKED.find(([, start]) => start.test(text))?.[0];
};

/** What the first bytes of gzip data unpack to, or why they do not. */
function unzippedHead(head: Buffer, size: number): Buffer | string {
  const isWhole = size <= head.length;
  try {
    return gunzipSync(head, { finishFlush: isWhole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH }).subarray(0, HEAD);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "Z_BUF_ERROR" ? "the gzip data is cut off" : "the gzip data is damaged";
  }
}

/** An object, or a list of them, and not what else begins with a brace: RTF, templates, identifiers. */
const OBJECT = String.raw`\{[ \t\r\n]*(?:["'}]|[A-Za-z_]\w*[ \t]*:|$)`;
const BEGINS_WITH_OBJECT = new RegExp(String.raw`^[ \t\r\n]*(?:\[[ \t\r\n]*)?${OBJECT}`);
const LINE_BEGINS_WITH_OBJECT = new RegExp(`^[ \t]*${OBJECT}`);

/** Whether nothing is there but white space, the text begins with an object, or at least half of its lines do. */
function looksLikeJson(head: Buffer): boolean {
  const text = head.toString("latin1").replace(/^\xef\xbb\xbf/, "");
  if (BEGINS_WITH_OBJECT.test(text)) return true;
  const lines = text.split("\n").filter((line) => /[^ \t\r]/.test(line));
  return 2 * lines.filter((line) => LINE_BEGINS_WITH_OBJECT.test(line)).length >= lines.length;
}
