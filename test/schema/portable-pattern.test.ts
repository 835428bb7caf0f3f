import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literalPattern, portablePattern } from "../../dsl/schema/portable-pattern.ts";
import { has, inDuckDb, inJava, inJavaScript, inPython, type Trial } from "./engines.ts";
import { regexes, texts } from "./random-regexes.ts";

/** What a linter would not let stand as a literal. */
const written = (source: string): RegExp => new RegExp(source);

describe("what a search means", () => {
  it.each([
    [/^abc$/, "^abc$"],
    [/abc/, "^[\\s\\S]*abc[\\s\\S]*$"],
    [/^abc/, "^abc[\\s\\S]*$"],
    [/^a|b$/, "^(?:a[\\s\\S]*|[\\s\\S]*b)$"],
    [/(^a$)|(?:^b$)/, "^(?:a|b)$"],
    [/^[A-Z]{2}\d{1,3}$/u, "^[A-Z]{2}[0-9]{1,3}$"],
    [/^\w+\W$/, "^[0-9A-Z_a-z]+[^0-9A-Z_a-z]$"],
    [/^[^\d\s]$/, "^[^\\t-\\r 0-9\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]$"],
    [/^.$/, "^[^\\n\\r\u2028\u2029]$"],
    [/^.$/s, "^[\\s\\S]$"],
    [/^[\s\S]*$/, "^[\\s\\S]*$"],
    [written("^[^]$"), "^[\\s\\S]$"],
    [/^(?<year>\d{4})-(\d\d)$/, "^(?:[0-9]{4})-(?:[0-9][0-9])$"],
    [/^a*?b+?c??$/, "^a*b+c?$"],
    [/^sku-[a-f]$/i, "^[Ss][Kk][Uu]-[A-Fa-f]$"],
    [/^[^k]$/i, "^[^Kk]$"],
    [/^[Z-a]$/i, "^[AZ-az]$"],
    [/^\u{1F600}[\u{1F600}-\u{1F64F}é]$/u, "^😀[é😀-🙏]$"],
    [/^[-\]^\\[]\.\/\x07$/, "^[\\-\\[-\\^]\\./\\x07$"],
    [/^a{0,}b{1,}c{0,1}d{1}e{2}f{3,}$/, "^a*b+c?de{2}f{3,}$"],
    [/^(?:|a)$/, "^(?:|a)$"],
    [/(?:)/, "^[\\s\\S]*[\\s\\S]*$"],
  ])("%s", (regex, pattern) => {
    expect(portablePattern(regex)).toEqual({ pattern });
  });
});

describe("what has no portable meaning", () => {
  it.each([
    [/^(?=a)b$/, "the look-ahead `(?=a)`"],
    [/^(?!a)b$/, "the look-ahead `(?!a)`"],
    [/(?<=a)b/, "the look-behind `(?<=a)`"],
    [/^(a)\1$/, "the back-reference `\\1`"],
    [written("\\1(a)"), "the back-reference `\\1`"],
    [/^(?<x>a)\k<x>$/, "the back-reference `\\k<x>`"],
    [/\bword\b/, "the word boundary `\\b`"],
    [/^\p{L}+$/u, "the property `\\p{L}`"],
    [/^[\p{L}]+$/u, "the property `\\p{L}`"],
    [/a$b/, "`$` in the middle"],
    [/^a(?:b|^c)$/, "`^` in the middle"],
    [/^a$/m, "the flag `m`"],
    [/^a$/y, "the flag `y`"],
    [/^a$/v, "the flag `v`"],
    [/^a$/iu, "the flags `i` and `u` together"],
    [/^é$/i, "the flag `i` with `é`, a letter beyond A to Z"],
    [/^[à-ü]$/i, "the flag `i` with `à-ü`, which has letters beyond A to Z"],
    [/^😀$/, "half of a character in `\ud83d`: add the flag `u`"],
    [/^[^\s\S]$/, "a class that no character is in"],
    [written("^[]$"), "a class that no character is in"],
    [/^a{1001}$/, "a count over 1000, multiplied with the counts around it"],
    [/^(?:a{40}){30}$/, "a count over 1000, multiplied with the counts around it"],
    [/^(?:abcdefghijk){1000}$/, "repetitions of over 10000 characters"],
  ])("%s", (regex, obstacle) => {
    expect(portablePattern(regex)).toEqual({ obstacle });
  });

  it("refuses flags inside a group", () => {
    expect(portablePattern(/^(?i:a)b$/)).toEqual({ obstacle: "the flags inside `(?i:a)`" });
  });
});

describe("random regular expressions", () => {
  it("mean what JavaScript means by them", () => {
    fc.assert(
      fc.property(regexes, fc.array(texts, { minLength: 1, maxLength: 20 }), ({ pattern, flags }, samples) => {
        const portable = portablePattern(new RegExp(pattern, flags));
        fc.pre("pattern" in portable);
        const original = new RegExp(pattern, flags.replace("g", ""));
        const regex = new RegExp(portable.pattern, "u");
        for (const text of samples) expect([text, regex.test(text)]).toEqual([text, original.test(text)]);
      }),
      { numRuns: 2000 },
    );
  });

  const trials: readonly Trial[] = fc
    .sample(fc.tuple(regexes, fc.array(texts, { minLength: 10, maxLength: 10 })), { seed: 7, numRuns: 800 })
    .flatMap(([{ pattern, flags }, samples]) => {
      const portable = portablePattern(new RegExp(pattern, flags));
      return "pattern" in portable ? [{ pattern: portable.pattern, texts: [...samples, ...samples.map((text) => `${text}\n`)] }] : [];
    });
  const expected = inJavaScript(trials);

  it("are tried with texts that match and texts that do not", () => {
    const matches = expected.flat().filter(Boolean).length;
    expect(trials.length).toBeGreaterThan(300);
    expect(matches / expected.flat().length).toBeGreaterThan(0.1);
  });

  it("mean the same in RE2, searched", async () => {
    expect(await inDuckDb(trials)).toEqual(expected);
  });

  it.skipIf(!has("python3", "--version"))("mean the same in Python, with the whole text", () => {
    expect(inPython(trials)).toEqual(expected);
  });

  it.skipIf(!has("java", "-version"))("mean the same in Java, with the whole text", () => {
    expect(inJava(trials)).toEqual(expected);
  });
});

describe("repetitions in repetitions", () => {
  const obstacle = "a repetition that can match one text in exponentially many ways";
  it.each([
    /^(a+)+$/,
    /^(?:a*)*$/,
    /^(\w+\s?)*$/,
    /^(?:a|aa)+$/,
    /^(?:a|[a-c])*$/,
    /^(\d{1,3},?)*$/,
    /^(([a-z])+.)+[A-Z]([a-z])+$/,
    /^(?:x+x+)+y$/,
    /^(?:[a-z]+ ?){2,9}$/,
    /^(?:(?:a?){2}b)*$/,
    /^(?:(?:ab|a)b?)*$/,
  ])("are refused where one text matches in many ways: %s", (regex) => {
    expect(portablePattern(regex)).toEqual({ obstacle });
  });

  const safe = [
    /^[a-z]+(?:-[a-z]+)*$/,
    /^(?:\d{3},)*\d{3}$/,
    /^(?:\d{1,3}\.){3}\d{1,3}$/,
    /^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}$/,
    /^"(?:[^"\\]|\\.)*"$/,
    /^\w+(?:\s+\w+)*$/,
    /^(?:ab|cd|ae)*$/,
    /^(?:a{0,2}b)*$/,
    /^(?:a+b|a+c){2}$/,
    /a.*b/,
  ];
  it.each(safe)("are kept where a text matches in one way: %s", (regex) => {
    expect(portablePattern(regex)).toHaveProperty("pattern");
  });

  it.skipIf(!has("python3", "--version"))("that are kept end in an engine that backtracks", () => {
    const patterns = safe.flatMap((regex) => Object.values(portablePattern(regex)));
    const texts = ["a", "ab", "1", "1,", "a-", "a.", '\\"', "a ", "aaab"].map((unit) => `"${unit.repeat(1000)}!`);
    const trials = patterns.map((pattern) => ({ pattern, texts: [...texts, ...texts.map((text) => text.slice(1))] }));
    expect(inPython(trials)).toEqual(inJavaScript(trials));
  });
});

describe("at the limits", () => {
  const digits = "1".repeat(1000);
  const trials: readonly Trial[] = [/^[^\s]{0,1000}$/, /^(?:[^\s].........){1,1000}$/, /^(?:\w\d){100}(?:\S{10}){0,100}$/].map((regex) => {
    const portable = portablePattern(regex);
    if (!("pattern" in portable)) throw new Error(portable.obstacle);
    return { pattern: portable.pattern, texts: [digits, `${digits}1`, "é".repeat(1000), ""] };
  });

  it("RE2 compiles the largest counts", async () => {
    expect(await inDuckDb(trials)).toEqual(inJavaScript(trials));
  });
});

describe("literal text", () => {
  it("matches itself and nothing else, in every engine", async () => {
    const samples = fc.sample(fc.string({ unit: "grapheme", minLength: 1 }), { seed: 3, numRuns: 200 });
    const trials = samples.map((text) => ({ pattern: `^${literalPattern(text)}$`, texts: [text, `${text}\n`, text.slice(1), `${text}x`] }));
    const expected = samples.map(() => [true, false, false, false]);
    expect(inJavaScript(trials)).toEqual(expected);
    expect(await inDuckDb(trials)).toEqual(expected);
  });

  it("is none with half a surrogate pair in it", () => {
    expect(literalPattern("a\ud83d")).toBeUndefined();
  });
});
