import { expect, test } from "vitest";
import { commentsOf } from "../../dsl/source/comments.ts";
import type { FileComments } from "../../dsl/source/file-comments.ts";

/** The comments with the source from their place on, which is easier to check by eye than a column. */
function read(text: string): readonly unknown[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n/);
  return commentsOf("a.ts", text).calls.map(({ line, column, description, columns }) => [
    `${line} ${lines[line - 1]?.slice(column - 1, column + 11)}`,
    ...(description === undefined ? [] : [description]),
    ...(columns.length === 0 ? [] : [Object.fromEntries(columns.map(({ path, text: comment }) => [path, comment]))]),
  ]);
}

test("plain data with places, nothing for what has no comment", () => {
  const text =
    'import { source } from "sluice";\n/** Customers. */\nexport const a = source("a", {});\nexport const b = source("b", {});\n';
  expect(commentsOf("a.ts", text)).toEqual({
    calls: [{ line: 3, column: 18, description: "Customers.", columns: [] }],
  } satisfies FileComments);
  expect(commentsOf("a.ts", "")).toEqual({ calls: [] });
});

test("a declaration, an export, a statement, a return and an assignment describe the call that they are", () => {
  expect(
    read(`
/** A constant. */
const a = source("a", {});
/** An export. */
export const b = zone.table("b", { from: a });
/** A default. */
export default zone.table("c", {});
/** A statement. */
zone.table("d", {});
for (const name of names) {
  /** In a loop. */
  zone.table(name, {});
}
function make(name) {
  /** From a macro. */
  return zone.table(name, {});
}
/** An assignment. */
tables.e = zone.table("e", {});
/** Wrapped. */
export const f = (await zone.table("f", {})!) as Table satisfies Table;
`),
  ).toEqual([
    ['3 source("a", ', "A constant."],
    ['5 table("b", {', "An export."],
    ['7 table("c", {', "A default."],
    ['9 table("d", {', "A statement."],
    ["12 table(name, ", "In a loop."],
    ["16 table(name, ", "From a macro."],
    ['19 table("e", {', "An assignment."],
    ['21 table("f", {', "Wrapped."],
  ]);
});

test("a chain of methods is described as one; arguments, lambdas and macros are not", () => {
  expect(
    read(`
/** Chained. */
export const a = source("a", {})
  .filter((row) => row.x.isNotNull())
  .join(source("inner", {}), { on: {} });
/** A macro. */
const make = (name) => zone.table(name, { from: source("b", {}) });
/** A column. */
const column = source("c", {}).columns;
/** Pushed. */
tables.push(source("d", {}));
/** Curried. */
const e = make("e")({});
`),
  ).toEqual([
    ['3 source("a", ', "Chained."],
    ["4 filter((row)", "Chained."],
    ["5 join(source(", "Chained."],
    ["11 push(source(", "Pushed."],
    ['13 make("e")({}', "Curried."],
    ["13 ({});", "Curried."],
  ]);
});

test("of several declarations in one statement, each has its own comment, and the first the statement's", () => {
  expect(
    read(`
/** Of the statement. */
export const a = source("a"), /** Of b. */ b = source("b"), c = source("c");
/** Not this. */
const /** Nearer. */ d = source("d");
`),
  ).toEqual([
    ['3 source("a"),', "Of the statement."],
    ['3 source("b"),', "Of b."],
    ['5 source("d");', "Nearer."],
  ]);
});

test("a statement may begin with a parenthesis, or on the line of another", () => {
  expect(
    read(`
/** In parentheses. */
(source)("a");
source("b"); /** Behind it. */ source("c"); /** Of d,
  in two lines. */ source("d");
/** Doubled stars. **/
const e = source("e");
`),
  ).toEqual([
    ['3 ("a");', "In parentheses."],
    ['4 source("c");', "Behind it."],
    ['5 source("d");', "Of d,\nin two lines."],
    ['7 source("e");', "Doubled stars."],
  ]);
});

test("what is not a doc comment, or stands elsewhere, describes nothing", () => {
  expect(
    read(`
// A line.
export const a = source("a");
/* A block. */
export const b = source("b");
/** @deprecated */
export const c = source("c");
/***/
export const d = source("d");
/******** Section ********/
export const h = source("h");
/** */
export const e = source("e");
export const f = source("f"); /** Behind. */
export const g = source("g", { row: z.object({ x: z.string() /** Behind. */ }) });
`),
  ).toEqual([]);
});

test("the last doc comment counts, whatever stands between it and the declaration", () => {
  expect(
    read(`
/** The licence of the file. */

/** Customers. */
// biome-ignore lint: reason
/* and this */
export /* here */ const /* there */ a /* too */ = /* and */ source( /* before */ "a");
`),
  ).toEqual([["7 source( /* b", "Customers."]]);
});

test("text is trimmed and without stars, tags and blank lines; links are their words", () => {
  expect(
    read(`
/**
 * Customers, from fulfilment
 *   and the *STEDI* website.
 *
 * - see {@link research} and {@link a.b | the zone},
 * - or {@linkcode x y z}, or {@link https://example.org/a?b=c}; mail a@example.org
 * @see zones.ts
 * @example
 * source("a")
 */
const a = source("a");
/**    One line, no \`code\` lost: <b> 😀 \\u001b.   @notatag */
const b = source("b");
    /**
    Without stars.
      Indented.
    */
const c = source("c");
`),
  ).toEqual([
    [
      '12 source("a");',
      "Customers, from fulfilment\nand the *STEDI* website.\n- see research and the zone,\n- or y z, or https://example.org/a?b=c; mail a@example.org",
    ],
    ['14 source("b");', "One line, no `code` lost: <b> 😀 \\u001b.   @notatag"],
    ['19 source("c");', "Without stars.\nIndented."],
  ]);
});

test("places and texts are the same with CRLF and with a byte order mark", () => {
  const text =
    '/** One\n * two. */ export const a = source("a", {\n  row: z.object({\n    /** X,\n     * y. */\n    x: z.string(),\n  }),\n});\n';
  const plain = commentsOf("a.ts", text);
  expect(plain).toEqual({ calls: [{ line: 2, column: 29, description: "One\ntwo.", columns: [{ path: "x", text: "X,\ny." }] }] });
  expect(commentsOf("a.ts", text.replaceAll("\n", "\r\n"))).toEqual(plain);
  expect(commentsOf("a.ts", `\uFEFF${text}`)).toEqual(plain);
  const first = commentsOf("a.ts", '\uFEFF/** A. */ const a = source("a");');
  expect(first.calls[0]?.column).toBe(21);
});

test("the keys of a literal row object, as paths", () => {
  expect(
    read(`
export const a = source("a", {
  "row": z.strictObject({
    /** Named. */
    customerName: personal("name", z.string()),
    noComment: z.string(), // nothing
    /** Quoted. */ "postal code": z.string(),
    /** Computed. */ ["computed"]: z.string(),
    /** Not known. */ [name]: z.string(),
    /** Shorthand. */
    email,
    /** Structure. */
    address: personal("address", z.object({
      /** City. */
      city: z.string(),
      deep: z.array(z.object({ /** Deep. */ x: z.number() })).optional(),
    }).strict()).nullable(),
    before: z.string(), /** Behind a comma: of nothing. */
    after: z.string(), /** On its line. */ 7: z.number(),
  }).strict().extend({
    /** Extended. */
    extra: z.string(),
    /** Named again. */
    customerName: z.string(),
  }),
});
`),
  ).toEqual([
    [
      '2 source("a", ',
      {
        customerName: "Named again.",
        "postal code": "Quoted.",
        computed: "Computed.",
        email: "Shorthand.",
        address: "Structure.",
        "address.city": "City.",
        "address.deep.x": "Deep.",
        7: "On its line.",
        extra: "Extended.",
      },
    ],
  ]);
});

test("a column may be called __proto__", () => {
  const { calls } = commentsOf(
    "a.ts",
    'source("a", { row: z.object({ /** P. */ __proto__: z.string(), /** C. */ constructor: z.string() }) });',
  );
  expect(calls[0]?.columns).toEqual([
    { path: "__proto__", text: "P." },
    { path: "constructor", text: "C." },
  ]);
});

test("a description and a row together, also through wrappers of the options", () => {
  expect(
    read(`
/** Described. */
export const a = source("a", ({ row: (z.object({ /** X. */ x: z.string() })) as Shape }) satisfies Options).filter(f);
function make(name, row) {
  source(name, { row: z.object({ /** In a macro. */ x: z.string() }) });
  source(name, { row, ...rest });
  source(name, { row: z.string().meta({ /** No key. */ x: 1 }) });
}
`),
  ).toEqual([
    ['3 source("a", ', "Described.", { x: "X." }],
    ["3 filter(f);", "Described."],
    ["5 source(name,", { x: "In a macro." }],
  ]);
});

test("a text that is no TypeScript is read as far as it goes", () => {
  expect(read('/** A. */ const a = source("a"; }}} \u0000 ???')).toEqual([['1 source("a"; ', "A."]]);
  expect(() => commentsOf("a.ts", "\u0000\u001b/** \ud800 */ f(((((")).not.toThrow();
});

test("a chain of thousands of methods is no deeper than one of two", () => {
  const { calls } = commentsOf("a.ts", `/** Long. */ const a = source("a")${".and(b)".repeat(5000)};`);
  expect(calls).toHaveLength(5001);
  expect(new Set(calls.map(({ description }) => description))).toEqual(new Set(["Long."]));
});

test("the keys of the object that the function of derive, aggregate or window gives describe the columns that it makes", () => {
  const text = `
rows.derive((row) => ({ /** A. */ a: row.x, b: row.y, /** Of a key in quotes. */ "c d": row.z, /** Short. */ e }));
rows.aggregate({ by: ["k"], measures: (row) => ({ /** Sum. */ sum: row.x.sum() }) });
rows.window({ columns(row) { const n = 1; return { /** Place. */ place: rowNumber() }; } });
rows.derive(function (row) { return { /** F. */ f: row.x } as const; });
rows.filter((row) => ({ /** No. */ a: row.x }));
rows.derive(shared);
`;
  expect(
    commentsOf("a.ts", text).calls.map(({ line, made }) => [line, made?.map(({ path, text: comment }) => `${path}: ${comment}`)]),
  ).toEqual([
    [2, ["a: A.", "c d: Of a key in quotes.", "e: Short."]],
    [3, ["sum: Sum."]],
    [4, ["place: Place."]],
    [5, ["f: F."]],
  ]);
});
