// @ts-nocheck: TypeScript shows these mistakes too.
import { json, source } from "sluice";

export const orders = source("more_orders", { path: "more/", format: json(), row: z.object({ id: z.string(), amount: z.number() }) });
