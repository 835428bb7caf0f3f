import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const orders = source("orders", {
  path: "orders/",
  format: json(),
  row: z.object({ orderId: z.string(), customer: z.string().optional(), placedAt: epochMillis() }),
});
const payments = source("payments", {
  path: "payments/",
  format: json(),
  row: z.object({ paymentId: z.string(), orderId: z.string(), paidAt: epochMillis() }),
});
const trusted = zone("trusted");

export const unpaidOrders = trusted.table("unpaid_orders", { from: orders.antiJoin(payments, { on: { orderId: "orderId" } }) });

export const latelyPaidOrders = trusted.table("lately_paid_orders", {
  from: orders.antiJoin(payments, {
    on: { orderId: "orderId" },
    where: (order, payment) => payment.paidAt.difference(order.placedAt, "day").lte(14),
  }),
});
