import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { groupsOf, portableExtraction, portableSearch } from "../../dsl/schema/portable-search.ts";
import { LONG_EXPRESSIONS, LONG_ROWS } from "../backends/long-expressions.ts";
import { regexes, texts } from "../schema/random-regexes.ts";
import { onBothEngines } from "./both-engines.ts";
import { isSetUp } from "./setup.mjs";

const HEAD = `import { json, parquet, source, zone } from "sluice";
import { z } from "zod";
const trusted = zone("trusted", { format: parquet() });
`;

const ODD = [
  "",
  "\n",
  "a\n",
  "a\r\n",
  "\u0000",
  "😀",
  "a😀b",
  "e\u0301",
  "é",
  "\u2028",
  "K",
  "ſ",
  "İ",
  "\u200f",
  "'\"\\$1",
  "a".repeat(20_000),
  "ab,".repeat(1000),
];
/** At the limit of what may repeat, over text that makes an engine go as deep as it can. */
const DEEP = ["/^(?:[a-z]+,){0,1000}$/", "/(?:a|b){0,1000}$/", "/^(?:(?:a|b){1,10},){0,100}/"];

describe.skipIf(!isSetUp())("on DuckDB and on Spark (skipped until `node test/spark/setup.mjs` has run)", () => {
  test("random regular expressions find the same in odd text", { timeout: 900_000 }, async () => {
    const random = fc.sample(regexes, { seed: 23, numRuns: 120 }).flatMap(({ pattern, flags }) => {
      const regex = new RegExp(pattern, flags);
      if (!("pattern" in portableSearch(regex))) return [];
      const groups = Array.from({ length: groupsOf(regex).count + 1 }, (_, group) => group);
      const written = `new RegExp(${JSON.stringify(pattern)}, ${JSON.stringify(flags)})`;
      return [
        `regexpLike(${written})`,
        ...groups.filter((group) => "pattern" in portableExtraction(regex, group)).map((group) => `regexpExtract(${written}, ${group})`),
      ];
    });
    const deep = DEEP.map((regex) => `regexpExtract(${regex})`);
    const calls = [...deep, ...random];
    const derived = calls.map((call, i) => `  c${i}: row.text.${call},`).join("\n");
    const samples = fc.sample(texts, { seed: 29, numRuns: 200 });
    const { duckdb, spark } = await onBothEngines({
      transforms: `${HEAD}
const samples = source("samples", { path: "samples/", format: json(), row: z.object({ id: z.int32(), text: z.string().optional() }) });
export const found = trusted.table("found", { from: samples.derive((row) => ({
${derived}
})).dropColumns("text") });
`,
      landing: { samples: [...ODD, ...samples, null].map((text, id) => ({ id, text })) },
    });
    expect(calls.length).toBeGreaterThan(50);
    expect(duckdb.found?.length).toBe(ODD.length + samples.length + 1);
    for (const [i, row] of (duckdb.found ?? []).entries()) {
      row.forEach((value, j) => {
        expect([i, calls[j - 1], spark.found?.[i]?.[j]]).toEqual([i, calls[j - 1], value]);
      });
    }
  });

  test("filters that an optimizer can decide from a file's statistics", { timeout: 900_000 }, async () => {
    const noon = 'new Date("2025-12-29T12:00:00Z")';
    const [kept, none] = [[1], [] as number[]];
    const filters: readonly (readonly [condition: string, kept: readonly number[]])[] = [
      [`row.never.truncatedTo("day").ne(${noon})`, none],
      [`row.never.truncatedTo("month").eq(${noon}).not()`, none],
      [`row.never.truncatedTo("year").in([${noon}]).not()`, none],
      [`row.never.truncatedTo("hour").isDistinctFrom(${noon})`, kept],
      [`row.never.truncatedTo("week").ne(${noon}).isNull()`, kept],
      [`when(row.never.truncatedTo("day").ne(${noon}), true).otherwise(false)`, none],
      [`row.at.truncatedTo("day").ne(${noon})`, kept],
      ["row.n.isDistinctFrom(1).or(row.n.gte(1))", kept],
      ["row.n.gte(1).or(row.n.isDistinctFrom(1), row.n.eq(7))", kept],
      ['row.s.isDistinctFrom("x").or(row.s.eq("x"))', kept],
      [`row.never.isDistinctFrom(${noon}).or(row.never.gt(${noon}))`, kept],
      ["row.b.isDistinctFrom(true).or(row.b.lt(true))", kept],
      ["row.n.isNotDistinctFrom(1).not().or(row.n.gte(1).not())", kept],
      ["row.n.isNotDistinctFrom(1).or(row.n.gte(1))", none],
    ];
    const parts = filters.map(
      ([condition], i) => `rows.filter((row) => ${condition}).select("id").derive(() => ({ part: literal(${i}) }))`,
    );
    const { duckdb, spark } = await onBothEngines({
      transforms: `${HEAD.replace("json,", "json, literal, when,")}
const rows = source("rows", { path: "rows/", format: json(), row: z.object({
  id: z.int32(), at: z.iso.datetime(), never: z.iso.datetime().optional(), n: z.int().optional(), s: z.string().optional(), b: z.boolean().optional(),
}) });
const parts = [${parts.join(",\n")}] as const;
export const found = trusted.table("found", { from: parts.slice(1).reduce((all, part) => all.union(part), parts[0]) });
`,
      landing: { rows: [{ id: 1, at: "2025-12-30T12:00:00Z" }] },
    });
    const expected = filters.flatMap(([, ids], i) => ids.map((id) => [id, i]));
    expect(duckdb.found).toEqual(expected);
    expect(spark.found).toEqual(expected);
  });

  test("expressions of 2,000 parts", { timeout: 900_000 }, async () => {
    const { duckdb, spark } = await onBothEngines({ transforms: LONG_EXPRESSIONS, landing: { t: LONG_ROWS } });
    expect(Object.keys(spark)).toHaveLength(5);
    expect(spark).toEqual(duckdb);
  });

  test("arrays, maps and structs", { timeout: 900_000 }, async () => {
    const { duckdb, spark } = await onBothEngines({
      transforms: `${HEAD}
const products = source("products", { path: "products/", format: json(), row: z.object({
  id: z.string(),
  tags: z.array(z.string()).optional(),
  sizes: z.array(z.number()).optional(),
  prices: z.array(z.object({ currency: z.string(), amount: z.number().optional() })).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  maker: z.object({ name: z.string().optional(), towns: z.array(z.string()).optional() }).optional(),
}) });
export const picked = trusted.table("picked", { from: products.derive((row) => ({
  first: row.tags.at(0), second: row.tags.at(1), last: row.tags.at(-1), far: row.tags.at(2147483647), before: row.tags.at(-2147483647),
  tagCount: row.tags.size(), own: row.tags.includes(row.id), sale: row.tags.includes("sale"), zero: row.sizes.includes(0), size: row.sizes.at(-1),
  currency: row.prices.at(0).field("currency"), amount: row.prices.at(-1).field("amount"), priceCount: row.prices.size(),
  german: row.labels.get("de"), label: row.labels.get(row.id), nobody: row.labels.get(row.maker.field("name")), labelCount: row.labels.size(),
  town: row.maker.field("towns").at(0), townCount: row.maker.field("towns").size(),
})).dropColumns("tags", "sizes", "prices", "labels", "maker") });
export const tagged = trusted.table("tagged", { from: products.filter((row) => row.tags.includes(row.id).not()).select("id") });
`,
      landing: {
        products: [
          {
            id: "sale",
            tags: ["sale", "", "é😀"],
            sizes: [-0.0, 1.5],
            prices: [{ currency: "EUR", amount: 1 }, { currency: "USD" }],
            labels: { de: "x", sale: "y", "": "z" },
            maker: { name: "", towns: ["Ulm"] },
          },
          { id: "", tags: [""], sizes: [], prices: [], labels: {}, maker: {} },
          { id: "de", tags: [], sizes: [1e308, 0], labels: { de: "" }, maker: { name: "de", towns: [] } },
          { id: "none" },
        ],
      },
    });
    expect(spark).toEqual(duckdb);
    expect(duckdb.tagged).toEqual([["de"]]);
    expect(duckdb.picked?.[3]).toEqual([
      "sale",
      "sale",
      "",
      "é😀",
      null,
      null,
      "3",
      true,
      true,
      true,
      1.5,
      "EUR",
      null,
      "2",
      "x",
      "y",
      "z",
      "3",
      "Ulm",
      "1",
    ]);
    expect(duckdb.picked?.[2]).toEqual(["none", ...Array(19).fill(null)]);
  });

  test("pseudonyms are the HMAC-SHA256 that Node computes, and without a key nothing is computed", { timeout: 900_000 }, async () => {
    const key = randomBytes(48).toString("base64");
    const transforms = `${HEAD}
const samples = source("samples", { path: "samples/", format: json(), row: z.object({ id: z.int32(), text: z.string().optional() }) });
export const keyed = trusted.table("keyed", { from: samples.derive((row) => ({ text: row.text.pseudonym("spark_test") })) });
`;
    const texts = [...ODD, null];
    const landing = { samples: texts.map((text, id) => ({ id, text })) };
    delete process.env.SLUICE_PSEUDONYM_KEY_SPARK_TEST;
    const fault = "SLUICE_PSEUDONYM_KEY_SPARK_TEST is not set";
    await expect(onBothEngines({ transforms, landing })).rejects.toThrow("pseudonym-key-unusable");
    await expect(onBothEngines({ transforms, landing, engines: ["spark"] })).rejects.toThrow(`keyed: ${fault}; nothing was computed`);
    vi.stubEnv("SLUICE_PSEUDONYM_KEY_SPARK_TEST", key);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const expected = texts.map((text, id) => [id, text === null ? null : createHmac("sha256", key).update(text, "utf8").digest("hex")]);
    const { duckdb, spark } = await onBothEngines({ transforms, landing });
    expect({ duckdb, spark }).toEqual({ duckdb: { keyed: expected }, spark: { keyed: expected } });
  });

  test("native texts give what they say", { timeout: 900_000 }, async () => {
    const made = (options: string): string => `${HEAD.replace("json, ", "json, native, ")}
const samples = source("samples", { path: "samples/", format: json(), row: z.object({ id: z.int32(), "the-text": z.string().optional(), end: z.string() }) });
export const made = trusted.table("made", { from: samples.derive((row) => ({ made: native(${options}) })).filter((row) => row.made.isDistinctFrom(7)) });
`;
    const landing = {
      samples: [
        { id: 1, "the-text": "kitten", end: "sitting" },
        { id: 2, end: "a" },
        { id: 3, "the-text": "abcdefg", end: "" },
      ],
    };
    const inputs = 'type: z.int32(), inputs: { a: row["the-text"], b: row.end }';
    const good = made(`{ ${inputs}, spark: "levenshtein(a, b)", duckdb: "cast(levenshtein(a, b) as integer)" }`);
    const expected = {
      made: [
        [1, "kitten", "sitting", 3],
        [2, null, "a", null],
      ],
    };
    expect(await onBothEngines({ transforms: good, landing })).toEqual({ duckdb: expected, spark: expected });
  });
});
