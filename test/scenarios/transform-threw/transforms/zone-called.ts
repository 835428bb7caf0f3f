// @ts-nocheck: TypeScript shows this mistake too.
import { trusted } from "./zones.ts";
import { visits } from "./visits.ts";

export const called = trusted("called", { from: visits });
