// @ts-nocheck: TypeScript shows these mistakes too.
import { json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ id: z.string(), tags: z.array(z.string()), prices: z.record(z.string(), z.number()) }),
});
const trusted = zone("trusted");

export const a = trusted.table("a", { from: orders.explode("id", { as: "letter" }) });
export const b = trusted.table("b", { from: orders.explode("prices", { as: "price" }) });
export const c = trusted.table("c", { from: orders.select("id").explode("id", { as: "letter" }) });
export const d = trusted.table("d", { from: orders.explode("tag", { as: "tag" }) });
export const e = trusted.table("e", { from: orders.explode("tags", { as: "id" }) });
export const f = trusted.table("f", { from: orders.explode("tags", { as: "tag", position: "tag" }) });
export const g = trusted.table("g", { from: orders.explode("tags", { as: "1st" }) });
export const h = trusted.table("h", { from: orders.explode("tags") });
export const i = trusted.table("i", { from: orders.explode("tags", {}) });
export const j = trusted.table("j", { from: orders.explode((row) => row.tags, { as: "tag" }) });
export const k = trusted.table("k", { from: orders.explode("tags", { as: "tag", position: true }) });
export const l = trusted.table("l", { from: orders.explode("tags", { as: "tag", keepEmpty: "yes" }) });
export const m = trusted.table("m", { from: orders.explode("tags", { as: "tag", index: "place" }) });
