import { widthOf } from "./python-quote.ts";

/**
 * What may be laid out in more than one way: text with places where a line may break, in groups that stay on one line if
 * they fit. After Oppen's and Wadler's printers, with the two additions that ruff's layout of Python needs: `fitsExpanded`
 * and `parenthesesIfBetter`.
 */
export type Document =
  | string
  | readonly Document[]
  | { readonly kind: "line"; readonly flat: "" | " " }
  /** With `ifBroken`, indented only where that group is broken. */
  | { readonly kind: "indent"; readonly content: Document; readonly ifBroken?: GroupId }
  /** On one line if it fits. With `ifBroken`, a group only where that group is broken. */
  | { readonly kind: "group"; readonly content: Document; readonly id?: GroupId; readonly ifBroken?: GroupId }
  /** Content whose own line breaks do not break the group `of` around it: only what stands before and after it must fit. */
  | { readonly kind: "fitsExpanded"; readonly content: Document; readonly of: GroupId }
  /** One text or the other, as the group `of` or else the nearest one is broken or not. */
  | { readonly kind: "choice"; readonly broken: Document; readonly flat: Document; readonly of?: GroupId }
  /** In parentheses on lines of its own, if it does not fit without them and does fit with them. */
  | { readonly kind: "parenthesesIfBetter"; readonly content: Document; readonly id: GroupId };

export type GroupId = symbol;

export const SOFT_LINE: Document = { kind: "line", flat: "" };
export const LINE: Document = { kind: "line", flat: " " };
export const indent = (content: Document): Document => ({ kind: "indent", content });
export const group = (content: Document): Document => ({ kind: "group", content });

export const join = (documents: readonly Document[], separator: Document): Document =>
  documents.flatMap((document, i): readonly Document[] => (i === 0 ? [document] : [separator, document]));

const INDENT = 4;

interface Entry {
  readonly document: Document;
  readonly broken: boolean;
  readonly indent: number;
  /** While measuring, where lines after the first count too: whether they must fit, or only what follows them. */
  readonly allLines?: "fit" | "may overflow";
}

type BrokenGroups = Map<GroupId, boolean>;

/** Lays a document out in lines of `width` columns where that is possible, starting at `indent`. */
export function layOut(document: Document, width: number, startIndent: number): string {
  const written: string[] = [" ".repeat(startIndent)];
  const brokenGroups: BrokenGroups = new Map();
  const stack: Entry[] = [{ document, broken: true, indent: startIndent }];
  let column = startIndent;
  /** Whether the group around was measured on this very line, so that what is in it need not be. */
  let measured = false;
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { document: part } = entry;
    if (typeof part === "string" || (isLine(part) && !entry.broken)) {
      const text = typeof part === "string" ? part : part.flat;
      written.push(text);
      column += widthOf(text);
    } else if (isLine(part)) {
      written.push(`\n${" ".repeat(entry.indent)}`);
      column = entry.indent;
      measured = false;
    } else if (isSequence(part)) {
      pushAll(stack, entry, part);
    } else if (part.kind === "group" && !isTransparent(part, brokenGroups)) {
      const flat = { ...entry, document: part.content, broken: false };
      if (part.id !== undefined) brokenGroups.set(part.id, false);
      const broken: boolean = (entry.broken || !measured) && !fits(flat, stack, column, width, brokenGroups);
      if (part.id !== undefined) brokenGroups.set(part.id, broken);
      measured = true;
      stack.push({ ...flat, broken });
    } else if (part.kind === "parenthesesIfBetter") {
      stack.push(withBetterParentheses(part, entry, stack, column, width, brokenGroups));
      measured = false;
    } else {
      if (part.kind === "fitsExpanded" && isFlat(part.of, brokenGroups)) measured = false;
      stack.push(inside(part, entry, brokenGroups));
    }
  }
  return written.join("");
}

const isSequence = (document: Document): document is readonly Document[] => Array.isArray(document);
const isLine = (document: Document): document is Extract<Document, { kind: "line" }> =>
  typeof document === "object" && "kind" in document && document.kind === "line";
const isFlat = (id: GroupId, brokenGroups: BrokenGroups): boolean => brokenGroups.get(id) === false;
const isTransparent = (part: { readonly ifBroken?: GroupId }, brokenGroups: BrokenGroups): boolean =>
  part.ifBroken !== undefined && brokenGroups.get(part.ifBroken) !== true;

function pushAll(stack: Entry[], entry: Entry, parts: readonly Document[]): void {
  for (const document of parts.toReversed()) stack.push({ ...entry, document });
}

/** What stands inside a part, given which groups are broken. */
function inside(part: Exclude<Document, string | readonly Document[] | { kind: "line" }>, entry: Entry, brokenGroups: BrokenGroups): Entry {
  switch (part.kind) {
    case "indent":
      return { ...entry, document: part.content, indent: isTransparent(part, brokenGroups) ? entry.indent : entry.indent + INDENT };
    case "choice":
      return { ...entry, document: (part.of === undefined ? entry.broken : brokenGroups.get(part.of) === true) ? part.broken : part.flat };
    default:
      return { ...entry, document: part.content };
  }
}

function withBetterParentheses(
  part: Extract<Document, { kind: "parenthesesIfBetter" }>,
  entry: Entry,
  rest: readonly Entry[],
  column: number,
  width: number,
  brokenGroups: BrokenGroups,
): Entry {
  const flat = { ...entry, document: part.content, broken: false };
  brokenGroups.set(part.id, false);
  if (fits(flat, rest, column, width, brokenGroups)) return flat;
  const opened: Document = ["(", indent([SOFT_LINE, part.content])];
  brokenGroups.set(part.id, true);
  if (fits({ ...entry, document: opened, broken: true, allLines: "fit" }, [], column, width, brokenGroups))
    return { ...entry, document: [opened, SOFT_LINE, ")"], broken: true };
  brokenGroups.set(part.id, false);
  return flat;
}

/** Whether `first` and what follows it fits up to the next place where the line breaks. */
function fits(first: Entry, rest: readonly Entry[], from: number, width: number, brokenGroups: BrokenGroups): boolean {
  const pending: Entry[] = [first];
  let following = rest.length;
  let column = from;
  let onFirstLine = true;
  for (;;) {
    const entry = pending.pop() ?? rest[--following];
    if (entry === undefined) return true;
    const { document: part } = entry;
    if (typeof part === "string") {
      column += widthOf(part);
      if (column > width && (onFirstLine || entry.allLines !== "may overflow")) return false;
    } else if (isSequence(part)) {
      pushAll(pending, entry, part);
    } else if (isLine(part)) {
      if (entry.broken && entry.allLines === undefined) return true;
      column = entry.broken ? entry.indent : column + part.flat.length;
      onFirstLine &&= !entry.broken;
    } else {
      const expanded = part.kind === "fitsExpanded" && isFlat(part.of, brokenGroups);
      if (expanded) onFirstLine = true;
      pending.push({ ...inside(part, entry, brokenGroups), ...(expanded ? { broken: true, allLines: "may overflow" } : {}) });
    }
  }
}
