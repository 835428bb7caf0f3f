// @ts-nocheck: TypeScript shows these mistakes too.
import { json } from "sluice";
import { z } from "zod";

export const orders = source("orders", { path: "orders/", format: json(), row: z.object({ id: z.string(), amount: z.number() }) });
