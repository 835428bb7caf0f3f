import { json, source } from "sluice";
import { z } from "zod";

export const visits = source("visits", { path: "visits/", format: json(), row: z.object({ page: z.string().optional() }) });
