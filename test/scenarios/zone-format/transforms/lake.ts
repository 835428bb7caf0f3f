import { iceberg, json, parquet, source, zone } from "sluice";
import { z } from "zod";

const payments = source("payments", { path: "payments/", format: json(), row: z.object({ id: z.string(), amount: z.number() }) });

/** What the tables of a zone are unless they say otherwise. */
const archive = zone("archive", { format: parquet() });

export const oldPayments = archive.table("old_payments", { from: payments });
export const queriedPayments = archive.table("queried_payments", { from: payments, format: iceberg() });
