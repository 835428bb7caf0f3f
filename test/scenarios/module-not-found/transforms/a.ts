// @ts-nocheck: TypeScript shows these mistakes too.
import { zone } from "sluice";
import { settings } from "./setings.ts";
import { chunk } from "no-such-package";

export const trusted = zone(settings.zone, chunk);
