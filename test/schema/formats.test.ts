import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { columnsFromZod } from "../../dsl/schema/from-zod.ts";
import { portablePattern } from "../../dsl/schema/portable-pattern.ts";
import { has, inDuckDb, inJava, inJavaScript, inPython, type Trial } from "./engines.ts";
import { FORMAT_EXAMPLES, type FormatExample } from "./format-examples.ts";

interface Checked extends FormatExample {
  readonly title: string;
  readonly pattern: string;
  readonly longest: number;
}

const FORMATS: readonly Checked[] = Object.entries(FORMAT_EXAMPLES).map(([title, example]) => {
  const [column] = columnsFromZod(z.object({ value: example.schema }), (problem) => {
    throw new Error(`${title}: ${JSON.stringify(problem.parameters)}`);
  });
  const [pattern, longest] = column?.checks ?? [];
  if (pattern?.rule !== "pattern") throw new Error(`${title} has no pattern`);
  return { ...example, title, pattern: pattern.pattern, longest: longest?.rule === "maxLength" ? longest.value : Number.POSITIVE_INFINITY };
});

const ours = ({ pattern, longest }: Checked, text: string): boolean => new RegExp(pattern, "u").test(text) && [...text].length <= longest;
const zods = ({ schema }: Checked, text: string): boolean => schema.safeParse(text).success;

/** An accepted text with some characters put in, replaced or taken out, or characters of the alphabet at random. */
function texts({ accepted, alphabet }: FormatExample): fc.Arbitrary<string> {
  const character = fc.oneof(
    { arbitrary: fc.constantFrom(...alphabet), weight: 9 },
    { arbitrary: fc.constantFrom("\n", "\r", " ", "é", "😀", "\u2028", "٣"), weight: 1 },
  );
  const edit = fc.tuple(fc.nat(60), fc.constantFrom("insert", "replace", "delete"), character);
  const edited = fc
    .tuple(fc.constantFrom(...accepted), fc.array(edit, { maxLength: 3 }))
    .map(([start, edits]) =>
      edits.reduce(
        (text, [at, how, put]) => text.slice(0, at) + (how === "delete" ? "" : put) + text.slice(how === "insert" ? at : at + 1),
        start,
      ),
    );
  return fc.oneof(
    { arbitrary: edited, weight: 3 },
    { arbitrary: fc.array(character, { maxLength: 25 }).map((parts) => parts.join("")), weight: 1 },
  );
}

/** zod checks these by a program: at random, URLs are made of parts instead, and an IPv6 block differs in `/1.5` only. */
const DIFFER_AT_RANDOM: ReadonlySet<string> = new Set(["url", "httpUrl", "cidrv6"]);

describe.each(FORMATS)("$title", (format) => {
  it.each(format.accepted)("accepts %j, as zod does", (text) => {
    expect([ours(format, text), zods(format, text)]).toEqual([true, true]);
  });

  it.each(format.rejected)("rejects %j, as zod does", (text) => {
    expect([ours(format, text), zods(format, text)]).toEqual([false, false]);
  });

  it.each(format.onlyZod ?? [])("rejects %j, which zod accepts", (text) => {
    expect([ours(format, text), zods(format, text)]).toEqual([false, true]);
  });

  it.each(format.onlyOurs ?? [])("accepts %j, which zod rejects", (text) => {
    expect([ours(format, text), zods(format, text)]).toEqual([true, false]);
  });

  it("has a pattern that is portable, and never takes exponential time", () => {
    expect(portablePattern(new RegExp(format.pattern, "u"))).toHaveProperty("pattern");
  });

  if (DIFFER_AT_RANDOM.has(format.title)) return;
  it("agrees with zod on random texts", () => {
    fc.assert(
      fc.property(texts(format), (text) => {
        fc.pre(text.length < 254);
        return ours(format, text) === zods(format, text);
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(FORMATS.filter(({ title }) => title === "url" || title === "httpUrl"))("$title of random parts", (format) => {
  const urls = fc
    .record({
      scheme: fc.constantFrom("http", "https", "HTTP", "ftp", "ws", "1x", ""),
      user: fc.constantFrom("", "u@", "u:p@", "u@v@", "@"),
      host: fc.constantFrom(
        "a.com",
        "example.co.uk",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "a_b.com",
        "a b.com",
        "",
        "-a.com",
        "a-.com",
        `${"a".repeat(64)}.com`,
      ),
      port: fc.option(fc.nat(70_000), { nil: undefined }),
      path: fc.oneof(
        fc.constant(""),
        fc.tuple(fc.constantFrom("/", "?", "#", "\\"), fc.string({ maxLength: 10 })).map(([start, rest]) => start + rest),
      ),
    })
    .map(
      ({ scheme, user, host, port, path }) => `${scheme}://${user}${host}${port === undefined ? "" : `:${port}`}${host === "" ? "" : path}`,
    );

  it("agrees with zod", () => {
    fc.assert(
      fc.property(urls, (text) => ours(format, text) === zods(format, text)),
      { numRuns: 2000 },
    );
  });
});

describe("in other engines", () => {
  const trials: readonly Trial[] = FORMATS.map((format) => {
    const { pattern, accepted, rejected, onlyZod = [], onlyOurs = [] } = format;
    const known = [...accepted, ...rejected, ...onlyZod, ...onlyOurs];
    return { pattern, texts: [...known, ...known.map((text) => `${text}\n`), ...fc.sample(texts(format), { seed: 1, numRuns: 100 })] };
  });
  const expected = inJavaScript(trials);

  it("means the same in RE2, searched", async () => {
    expect(await inDuckDb(trials)).toEqual(expected);
  });

  it.skipIf(!has("python3", "--version"))("means the same in Python, with the whole text", () => {
    expect(inPython(trials)).toEqual(expected);
  });

  it.skipIf(!has("java", "-version"))("means the same in Java, with the whole text", () => {
    expect(inJava(trials)).toEqual(expected);
  });
});
