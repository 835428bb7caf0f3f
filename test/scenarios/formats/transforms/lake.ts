import { iceberg, json, parquet, source, zone } from "sluice";
import { z } from "zod";

const payments = source("payments", { path: "payments/", format: json(), row: z.object({ id: z.string(), amount: z.number() }) });
const trusted = zone("trusted");

export const asIceberg = trusted.table("as_iceberg", { from: payments, format: iceberg() });
export const asParquet = trusted.table("as_parquet", { from: payments, format: parquet() });
export const asJson = trusted.table("as_json", { from: payments, format: json() });
export const asUsual = trusted.table("as_usual", { from: payments });
