import { zone } from "sluice";
import { research } from "./research-consent.ts";

/** What may be used for research, with the people it is about. */
export const trusted = zone("trusted", { requires: research });

/** What data scientists query. */
export const curated = zone("curated", { requires: research, personal: "deny" });
