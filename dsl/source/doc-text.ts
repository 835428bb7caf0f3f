import { ts } from "ts-morph";

/**
 * The description in the doc comment right before a node: without stars and tags, its lines trimmed and its blank lines
 * dropped. Of several the last counts. Undefined when there is none, or it says nothing.
 */
export function docText(node: ts.Node): string | undefined {
  const { text } = node.getSourceFile();
  const comment = commentsBefore(node, text).findLast((range) => /^\/\*\*[^*/]/.test(text.slice(range.pos, range.end)));
  return comment === undefined ? undefined : described(text.slice(comment.pos + 3, comment.end - 2));
}

/** Those on the line of the node too, but not those at the end of the line before, which speak of what stands there. */
function commentsBefore(node: ts.Node, text: string): readonly ts.CommentRange[] {
  const behind = ts.getTrailingCommentRanges(text, node.pos) ?? [];
  const start = node.getStart();
  const onSameLine = behind.filter((range) => !/[\n\r\u2028\u2029]/.test(text.slice(range.end, start)));
  return [...onSameLine, ...(ts.getLeadingCommentRanges(text, node.pos) ?? [])];
}

function described(comment: string): string | undefined {
  const lines = comment
    .replace(/\*+$/, "")
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => (index === 0 ? line : line.replace(/^\s*\*/, "")).trim());
  const firstTag = lines.findIndex((line) => line.startsWith("@"));
  const description = (firstTag === -1 ? lines : lines.slice(0, firstTag)).filter((line) => line !== "").join("\n");
  return description.replace(LINK, (_, target: string, label: string) => label.trim() || target) || undefined;
}

/** `{@link name}`, `{@link name label}`, `{@link name | label}`. */
const LINK = /\{@link(?:code|plain)?\s+([^\s|}]+)\s*\|?([^}]*)\}/g;
