import { zone } from "sluice";

export const curated = zone("curated");
