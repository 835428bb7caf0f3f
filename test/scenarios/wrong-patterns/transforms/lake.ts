// @ts-nocheck: TypeScript shows some of these mistakes too.
import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", { path: "orders/", format: json(), row: z.object({ id: z.string(), pieces: z.int32() }) });
const trusted = zone("trusted");
const like = (name: string, pattern: RegExp) => trusted.table(name, { from: orders.filter((order) => order.id.regexpLike(pattern)) });

export const lookahead = like("lookahead", /a(?=b)/);
export const repeated = trusted.table("repeated", { from: orders.filter((order) => order.id.regexpLike(/^(?:\d+,)*\d+$/)) });
export const flag = trusted.table("flag", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/a/g) })) });
export const turn = trusted.table("turn", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/(?:(a),){2}/, 1) })) });
export const unsure = trusted.table("unsure", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/(a*)?b/, 1) })) });
export const third = trusted.table("third", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/(a)(?<tail>b)/, 3) })) });
export const named = trusted.table("named", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/(?<head>a)/, "tail") })) });
export const none = trusted.table("none", { from: orders.derive((order) => ({ n: order.id.regexpExtract(/a/, 1) })) });
export const text = trusted.table("text", { from: orders.filter((order) => order.id.regexpLike("^a")) });
export const many = trusted.table("many", { from: orders.filter((order) => order.id.regexpLike(/^a/, 1)) });
export const number = trusted.table("number", { from: orders.filter((order) => order.pieces.regexpLike(/^1/)) });
