// @ts-nocheck: TypeScript shows this mistake too.
import { trusted } from "./zones.ts";
import { visits } from "./visits.ts";

export const pages = trusted.table("pages", { from: visits.filtr((visit) => visit.page.isNotNull()) });
