// @ts-nocheck: TypeScript shows these mistakes too.
import { json, source } from "sluice";
import { z } from "zod";

export const a = source("a", { path: "a/", format: json(), row: z.object({ id: z.string(), n: z.int() }) });
