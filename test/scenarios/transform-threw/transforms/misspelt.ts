// @ts-nocheck: TypeScript shows this mistake too.
import { trusted } from "./zones.ts";
import { visits } from "./visits.ts";

export const all = trusted.table("all", { from: visit });
export const same = trusted.table("same", { from: visits });
