// @ts-nocheck: TypeScript shows these mistakes too.
import { zone } from "sluice";
import { b } from "./b.ts";

export const trusted = zone("trusted");
export const a = trusted.table("a", { from: b });
