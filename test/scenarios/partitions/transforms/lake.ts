import { iceberg, json, parquet, source, zone } from "sluice";
import { z } from "zod";

const payments = source("payments", {
  path: "payments/",
  format: json(),
  row: z.object({
    id: z.string(),
    amount: z.number(),
    /** The country that it was paid from. */
    country: z.string(),
    paidOn: z.iso.date(),
    city: z.string().optional(),
  }),
});
const trusted = zone("trusted");

export const byDay = trusted.table("by_day", { from: payments, partitionBy: ["paidOn", "country"], targetFileMB: 256 });
export const bySeldomKnown = trusted.table("by_seldom_known", { from: payments, format: iceberg(), partitionBy: ["city"] });
export const asParquet = trusted.table("as_parquet", { from: payments, format: parquet(), partitionBy: ["country", "paidOn"], targetFileMB: 64 });
export const asJson = trusted.table("as_json", { from: payments, format: json(), partitionBy: ["country"] });
