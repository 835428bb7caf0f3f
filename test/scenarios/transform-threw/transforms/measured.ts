// @ts-nocheck: TypeScript shows this mistake too.
import { trusted } from "./zones.ts";
import { visits } from "./visits.ts";

export const many = trusted.table("many", { from: visits.filter((visit) => visit.page.countDistinct().gt(3)) });
