import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { excerptOf } from "../../dsl/diagnostics/excerpt.ts";
import { renderDiagnostics } from "../../dsl/diagnostics/render.ts";

// biome-ignore format: a list
const piece = fc.constantFrom(
  "a", "=", " ", "\t", "é", "e\u0301", "日本", "ｱﾞ", "한", "ᄒ", "ᅡ", "😀", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇩", "1️⃣", "\u200d", "\ufe0f", "\u0301", "\u0e33", "ﷺ",
  "\u001b[31m", "\u009b", "\u0000", "\u007f", "\u202e", "\u200b", "\ud83d", "\udc00", "…", "{{", "`",
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

/** What a terminal would obey: everything but the line ends that the renderer writes. */
const OBEYED = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  text,
  fc.array(text, { maxLength: 6 }).map((lines) => lines.join("\n")),
);
const count = fc.option(fc.integer({ min: -2, max: 60 }), { nil: null });
const file = fc.constantFrom(null, "a.ts", "b.ts", "gone\u001b.ts");
const diagnostics: fc.Arbitrary<Diagnostic> = fc.record({
  code: fc.constant("invalid-declaration" as const),
  severity: fc.constantFrom("error", "warning"),
  message: anything,
  file,
  line: count,
  column: count,
  endLine: count,
  endColumn: count,
  suggestion: fc.option(anything, { nil: null }),
  repairs: fc.constant([]),
  notes: fc.array(fc.record({ message: anything, file, line: count, column: count }), { maxLength: 3 }),
});

test("whatever there is to render, it is rendered, and nothing in it is obeyed by a terminal", () => {
  fc.assert(
    fc.property(fc.array(diagnostics, { maxLength: 3 }), anything, anything, fc.integer({ min: -5, max: 200 }), (list, a, b, width) => {
      const sources = new Map([
        ["a.ts", a],
        ["b.ts", b],
      ]);
      const rendered = renderDiagnostics(list, sources, { colour: false, width });
      expect(rendered.split("\n").filter((line) => OBEYED.test(line))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

const START = "<<";
const END = ">>";

test("carets begin and end below the span", () => {
  fc.assert(
    fc.property(text, text, text, fc.integer({ min: 20, max: 120 }), (before, inside, after, room) => {
      const marked = `${START}${inside}${END}`;
      const excerpt = excerptOf(before + marked + after, before.length, before.length + marked.length, room);
      expect(excerpt.width).toBeGreaterThan(0);
      expect(stringWidth(excerpt.text)).toBeLessThanOrEqual(room);
      const start = excerpt.text.indexOf(START);
      expect(stringWidth(excerpt.text.slice(0, start))).toBe(excerpt.column);
      const end = excerpt.text.lastIndexOf(END);
      const shown = excerpt.text.slice(start, end === -1 ? excerpt.text.length - 1 : end + END.length);
      expect(stringWidth(shown)).toBe(excerpt.width);
      const { width } = excerptOf(marked, 0, marked.length, Number.POSITIVE_INFINITY);
      if (width <= room - 4) expect(end).toBeGreaterThan(start);
    }),
    { numRuns: 1000 },
  );
});

test("a line that fits is whole; one that does not says so, and keeps its carets in the room", () => {
  fc.assert(
    fc.property(text, fc.nat(80), fc.nat(80), fc.integer({ min: 20, max: 60 }), (line, from, length, room) => {
      const start = Math.min(from, line.length);
      const end = Math.min(start + length, line.length);
      const whole = excerptOf(line, start, end, Number.POSITIVE_INFINITY);
      const excerpt = excerptOf(line, start, end, room);
      const fits = Math.max(stringWidth(whole.text), whole.column + whole.width) <= room;
      if (fits) expect(excerpt).toEqual(whole);
      else {
        expect(excerpt.text).toMatch(/^…|…$/u);
        expect(excerpt.column).toBeGreaterThanOrEqual(0);
        expect(excerpt.column + excerpt.width).toBeLessThanOrEqual(room);
      }
    }),
    { numRuns: 1000 },
  );
});

test("of a line of a megabyte only the part around the span is looked at", () => {
  const line = `${"日本 ".repeat(200_000)}<<here>>${"x".repeat(200_000)}`;
  const start = line.indexOf("<<");
  const excerpt = excerptOf(line, start, start + 8, 60);
  expect(excerpt.text).toMatch(/^….*<<here>>x+…$/u);
  expect(stringWidth(excerpt.text.slice(0, excerpt.text.indexOf("<<")))).toBe(excerpt.column);
  expect(excerpt.width).toBe(8);
});
