// @ts-nocheck: TypeScript shows these mistakes too.
import { zone } from "sluice";
import { a } from "./a.ts";

const trusted = zone("trusted");
/** Mistakes of several files and kinds are shown together, in the order of the files. */
export const b = trusted.table("b", {
  from: a
    .filter((row) => row.m.gt(1))
    .derive((row) => ({
      half: row.n.dividedBy("two"),
    })),
});
