// @ts-nocheck: TypeScript shows these mistakes too.
import { orders } from "./orders.ts";

export const paid = trusted.table("paid", { from: orders.filter((order) => order.amount.gt(0)) });
