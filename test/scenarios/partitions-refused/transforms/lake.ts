import { iceberg, json, parquet, source, zone } from "sluice";
import { z } from "zod";

const payments = source("payments", {
  path: "payments/",
  format: json(),
  row: z.object({
    id: z.string(),
    amount: z.number(),
    paidAt: z.date(),
    city: z.string().optional(),
    tags: z.array(z.string()),
    "shop-id": z.string(),
  }),
});
const trusted = zone("trusted");

trusted.table("by_what", { from: payments, partitionBy: ["idd" as "id"] });
trusted.table("by_instant", { from: payments, partitionBy: ["paidAt"] });
trusted.table("by_fraction", { from: payments, partitionBy: ["amount"] });
trusted.table("by_parts", { from: payments, partitionBy: ["tags"] });
trusted.table("by_null", { from: payments, format: json(), partitionBy: ["city"] });
trusted.table("by_odd_name", { from: payments, format: parquet(), partitionBy: ["shop-id"] });
trusted.table("by_one_twice", { from: payments, partitionBy: ["id", "id"] });
trusted.table("by_all", { from: payments.select("id"), partitionBy: ["id"] });
trusted.table("by_a_text", { from: payments, partitionBy: "id" as unknown as readonly ["id"] });
trusted.table("of_no_size", { from: payments, format: iceberg(), targetFileMB: 0 });
