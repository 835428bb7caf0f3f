import { json, source } from "sluice";
import { z } from "zod";

export const people = source("people", { path: "people/", format: json(), row: z.object({ email: z.email() }) });
