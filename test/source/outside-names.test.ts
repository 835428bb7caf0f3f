import { expect, test } from "vitest";
import { commentsOf } from "../../dsl/source/comments.ts";

const outside = (text: string): readonly string[] => commentsOf("a.ts", text).outside ?? [];

test.for([
  ["const t = Date.now();", ["Date"]],
  ["const n = Math.random();", ["random"]],
  ["const { random } = Math;", ["random"]],
  ["const { random: r, max: constructor } = Math;", ["constructor", "random"]],
  ['const n = Math["random"]();', ["random"]],
  ["const p = process.env.STAGE ?? 'dev';", ["process"]],
  ["const e = { process };", ["process"]],
  ["const f = globalThis['pro' + 'cess'];", ["globalThis"]],
  ["const f = (() => 0).constructor('return process')();", ["constructor"]],
  ["eval('1'); new Function('1');", ["Function", "eval"]],
  ["const here = import.meta.url;", ["import.meta"]],
  ["names.sort((a, b) => a.localeCompare(b)).map((name) => name.toLocaleUpperCase());", ["localeCompare", "toLocaleUpperCase"]],
  ["const x = { [Date.name]: 1 };", ["Date"]],
  ["console.log(1); setTimeout(() => {}, 1); void fetch('x');", ["console", "fetch", "setTimeout"]],
  ["const s = new Error().stack;", ["stack"]],
  ["const f = (text: string) => `${Intl}`;", ["Intl"]],
  ["type T = Date;", ["Date"]],
] as const)("%s", ([text, names]) => {
  expect(outside(text)).toEqual(names);
});

test("what a transform is made of reads nothing from outside", () => {
  const text = `
    import { source, zone } from "sluice";
    /** Date, process, Math.random(). */
    export const customers = source("Date", { path: "process/", row: z.object({ process: z.string(), Date: z.string(), name: z.string() }) });
    export const t = zone.table("t", { from: customers.filter((row) => row.process.eq("Date")).derive(({ Date: d }) => ({ fetch: d })) });
    for (const i of [1, 2].map((x) => Math.max(x, Number("1")))) zone.table(\`t\${i}\`, { from: JSON.parse("1"), reason: new Map() });
  `;
  expect(outside(text)).toEqual([]);
});
