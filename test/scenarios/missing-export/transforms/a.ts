// @ts-nocheck: TypeScript shows these mistakes too.
import { zones } from "sluice";

export const trusted = zones("trusted");
