import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const payments = source("payments", {
  path: "payments/",
  format: json(),
  row: z.object({ id: z.string(), status: z.enum(["open", "paid", "failed"]), amount: z.int32().optional(), paidAt: epochMillis().optional() }),
});

const trusted = zone("trusted");

export const paidPayments = trusted.table("paid_payments", {
  from: payments.filter((payment) => payment.status.eq("paid")),
});

export const largePayments = trusted.table("large_payments", {
  from: payments
    .filter((payment) => payment.status.eq("paid").and(payment.paidAt.isNotNull()))
    .filter((payment) => payment.amount.gt(1000))
    .select("id", "amount"),
});
