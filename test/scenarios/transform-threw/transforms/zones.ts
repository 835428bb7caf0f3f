import { zone } from "sluice";

export const trusted = zone("trusted");
