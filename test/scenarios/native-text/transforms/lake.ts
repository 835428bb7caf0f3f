// @ts-nocheck: TypeScript shows some of these mistakes too.
import { json, native, personal, source, zone } from "sluice";
import { z } from "zod";

const people = source("people", { path: "people/", format: json(), row: z.object({ id: z.int32(), name: z.string() }) });
const trusted = zone("trusted");
const made = (name: string, of: (row) => unknown) => trusted.table(name, { from: people.derive((row) => ({ made: native(of(row)) })) });
const text = z.string();
const both = (sql: string) => ({ spark: sql, duckdb: sql });

export const missing = made("missing", (row) => ({ type: text, inputs: { a: row.name }, spark: "lower(a)" }));
export const noType = made("no_type", () => both("1"));
export const nested = made("nested", (row) => ({ type: z.array(text), inputs: { a: row.name }, ...both("split(a, ',')") }));
export const checked = made("checked", (row) => ({ type: text.min(1), inputs: { a: row.name }, ...both("lower(a)") }));
export const computed = made("computed", (row) => ({ type: text, inputs: { a: row.name.lower() }, ...both("a") }));
export const word = made("word", (row) => ({ type: text, inputs: { end: row.name }, ...both("end") }));
export const option = made("option", (row) => ({ type: text, inputs: { a: row.name }, ...both("a"), python: "a" }));
export const hidden = made("hidden", (row) => ({ type: text, inputs: { a: row.id }, ...both("concat(a, name)") }));
export const query = made("query", () => ({ type: text, ...both("(select name from people)") }));
export const escape = made("escape", (row) => ({ type: text, inputs: { a: row.name }, ...both("a), (a") }));
export const comment = made("comment", (row) => ({ type: text, inputs: { a: row.name }, ...both("a -- b") }));
export const quoted = made("quoted", (row) => ({ type: text, inputs: { a: row.name }, ...both('concat(a, "name")') }));
export const unused = made("unused", (row) => ({ type: text, inputs: { a: row.name, b: row.id }, ...both("lower(a)") }));
export const many = made("many", (row) => ({ type: text, inputs: { a: row.name }, ...both("explode(split(a, ','))") }));
export const empty = made("empty", () => ({ type: text, ...both(" ") }));
export const inputs = made("inputs", () => ({ type: text, inputs: 1, ...both("1") }));
