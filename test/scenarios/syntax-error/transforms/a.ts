// @ts-nocheck: TypeScript shows these mistakes too.
import { zone } from "sluice";

export const trusted = zone("trusted";
