import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionSql } from "../../dsl/backends/duckdb/expressions.ts";
import { groupsOf, portableExtraction, portableSearch } from "../../dsl/schema/portable-search.ts";
import { call, col, text } from "../backends/duckdb/evaluate.ts";
import { connect, rowsOf } from "../backends/duckdb/support.ts";
import { regexes, texts } from "./random-regexes.ts";

describe("a search", () => {
  it.each([
    [/abc/, "abc"],
    [/^a|b$/, "^a|b$"],
    [/^[A-Z]{2}\d*?$/, "^[A-Z]{2}[0-9]*?$"],
    [/(a)(?:[bc])*(?<name>d|e)?/, "a[bc]*(?:d|e)?"],
    [/a{2}?b{1}?c{1,2}?/, "a{2}bc{1,2}?"],
    [/\$[$^]$/, "\\$[$\\^]$"],
    [/(?:a|b){0,1000}/, "(?:a|b){0,1000}"],
    [/a(?:)(?:(?:))$/, "a$"],
  ])("%s", (regex, pattern) => {
    expect(portableSearch(regex)).toEqual({ pattern });
  });
});

describe("an extraction", () => {
  it.each([
    [/abc/, 0, "(abc)"],
    [/^a|b$/, 0, "(^a|b$)"],
    [/(a)-(b)/, 2, "a-(b)"],
    [/(?<year>\d+)-(?<month>\d+)/, "month", "(?:[0-9]+)-([0-9]+)"],
    [/((a)b)c/, 1, "(ab)c"],
    [/((a)b)c/, 2, "(?:(a)b)c"],
    [/(^a$)|(b)/, 1, "(^a$)|b"],
    [/(a)?b/, 1, "(a)?b"],
    [/key=([^;]*)/, 1, "key=([^;]*)"],
  ])("%s, %s", (regex, group, pattern) => {
    expect(portableExtraction(regex, group)).toEqual({ pattern });
  });

  const repeated = "inside a repetition: engines differ in which turn they keep";
  const uncertain = "which may take no part or match nothing: engines do not tell these apart";
  it.each([
    [/(?:(a),){2}/, 1, `the group \`(a)\` ${repeated}`],
    [/(a)*/, 1, `the group \`(a)\` ${repeated}`],
    [/(a*)?b/, 1, `the group \`(a*)\`, ${uncertain}`],
    [/(a*)b|c/, 1, `the group \`(a*)\`, ${uncertain}`],
  ])("%s, %s is none", (regex, group, obstacle) => {
    expect(portableExtraction(regex, group)).toEqual({ obstacle });
  });

  it("names its groups", () => {
    expect(groupsOf(/(a)(?<b>c)(?:d)/)).toEqual({ count: 2, names: ["b"] });
    expect(() => portableExtraction(/a/, 1)).toThrow("has no group 1");
  });
});

describe("what has no portable meaning", () => {
  const exponential = "a repetition that can match one text in exponentially many ways";
  const endless = (raw: string): string =>
    `\`${raw}\`, a group that repeats without a limit, which long text makes overflow the stack: write the most that there can be, as in \`{0,100}\``;
  it.each([
    [/a/g, "the flag `g`: the first match is all that counts"],
    [/a(?=b)/, "the look-ahead `(?=b)`"],
    [/(a)\1/, "the back-reference `\\1`"],
    [/\ba/, "the word boundary `\\b`"],
    [/a$b/, "`$` in the middle"],
    [/(?:ab)+/, endless("(?:ab)+")],
    [/(?:,\d+){2,}/, endless("(?:,\\d+){2,}")],
    [/(?:|a){2}/, "`(?:|a){2}`, which repeats what may be nothing"],
    [/(?:\d+,?){0,50}/, exponential],
    [/(?:a|aa){0,10}/, exponential],
  ])("%s", (regex, obstacle) => {
    expect(portableSearch(regex)).toEqual({ obstacle });
    expect(portableExtraction(regex, 0)).toEqual({ obstacle });
  });
});

describe("random searches", () => {
  const samples = fc.sample(fc.tuple(regexes, fc.array(texts, { minLength: 12, maxLength: 12 })), { seed: 11, numRuns: 3000 });
  const trials = samples.flatMap(([{ pattern, flags }, given]) => {
    const regex = new RegExp(pattern, flags);
    const all = [...given, ...given.map((one) => `${one}\n`)];
    const like = portableSearch(regex);
    const extractions = Array.from({ length: groupsOf(regex).count + 1 }, (_, group) => [group, portableExtraction(regex, group)] as const);
    return "pattern" in like ? [{ regex, texts: all, like: like.pattern, extractions }] : [];
  });

  it("find in RE2 what they find in JavaScript", async () => {
    const connection = await connect();
    let groups = 0;
    let found = 0;
    let unmatched = 0;
    for (const { regex, texts: given, like, extractions } of trials) {
      const column = () => ({ sql: "given", type: { kind: "string" } }) as const;
      const known = extractions.flatMap(([group, made]) => ("pattern" in made ? [{ group, pattern: made.pattern }] : []));
      const expressions = [
        call("regexpLike", col("given"), text(like)),
        ...known.map(({ pattern }) => call("regexpExtract", col("given"), text(pattern))),
      ];
      const values = given.map((one, i) => `(${i}, ${expressionSql(text(one), column).sql})`).join(", ");
      const columns = expressions.map((expression) => expressionSql(expression, column).sql).join(", ");
      const rows = await rowsOf(connection, `SELECT ${columns} FROM (VALUES ${values}) AS t(i, given) ORDER BY i`);
      const expected = given.map((one) => {
        const match = regex.exec(one);
        return [match !== null, ...known.map(({ group }) => match?.[group] ?? null)];
      });
      expect([String(regex), rows]).toEqual([String(regex), expected]);
      groups += known.length - 1;
      found += expected.filter(([matches]) => matches).length;
      unmatched += expected.filter(([matches]) => !matches).length;
    }
    expect(trials.length).toBeGreaterThan(700);
    expect(groups).toBeGreaterThan(80);
    expect(Math.min(found, unmatched)).toBeGreaterThan(1000);
  });
});
