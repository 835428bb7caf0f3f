// @ts-nocheck: TypeScript shows these mistakes too.
import { json, source } from "sluice";
import { z } from "zod";
import { trusted } from "./a.ts";

const raw = source("raw", { path: "raw/", format: json(), row: z.object({ id: z.string() }) });
export const b = trusted.table("b", { from: raw });
