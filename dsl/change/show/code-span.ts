import { visibleLine } from "../../diagnostics/visible.ts";
import type { Part, Sentence } from "../sentence.ts";

const LONGEST = 300;

/** A text of someone else as Markdown's code, in which nothing is Markdown, HTML, a link, a mention or an emoji. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const fence = "`".repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const edge = /^`|`$|^ +$/.test(line) || line === "" ? " " : "";
  return `${fence}${edge}${line}${edge}${fence}`;
}

/** The same in HTML, for what stands in a summary. */
export const codeTag = (text: string): string => `<code>${oneLine(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)}</code>`;

/** On one line, cut when it is very long, and nothing in it is hidden. */
const oneLine = (text: string): string => visibleLine(cut(text));

function cut(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST)];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text;
}

/** A sentence with its names and texts as code. */
export const marked = (sentence: Sentence): string =>
  sentence.map((part: Part) => (typeof part === "string" ? part : codeSpan(part.code))).join("");
