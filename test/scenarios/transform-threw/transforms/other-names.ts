// @ts-nocheck: TypeScript shows this mistake too.
import { trusted } from "./zones.ts";
import { visits } from "./visits.ts";

export const quiet = trusted.table("quiet", { from: visits.derive((visit) => ({ page: visit.page.toLowerCase() })) });
