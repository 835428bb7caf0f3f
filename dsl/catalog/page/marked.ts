import { type ComponentChild, h } from "preact";

/** The text with the words that were searched for marked in it. */
export function marked(text: string, words: readonly string[]): ComponentChild {
  const lower = text.toLowerCase();
  // A few capitals have small letters of another length: then nothing is marked.
  if (lower.length !== text.length) return text;
  const parts: ComponentChild[] = [];
  let at = 0;
  while (at < text.length) {
    const next = nextWord(lower, words, at);
    if (next === undefined) break;
    if (next.start > at) parts.push(text.slice(at, next.start));
    parts.push(h("mark", { key: next.start }, text.slice(next.start, next.end)));
    at = next.end;
  }
  return [...parts, text.slice(at)];
}

function nextWord(text: string, words: readonly string[], from: number): { readonly start: number; readonly end: number } | undefined {
  let found: { readonly start: number; readonly end: number } | undefined;
  for (const word of words) {
    const start = text.indexOf(word, from);
    if (start === -1) continue;
    const end = start + word.length;
    if (found === undefined || start < found.start || (start === found.start && end > found.end)) found = { start, end };
  }
  return found;
}
