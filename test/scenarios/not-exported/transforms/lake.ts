import { json, source, zone } from "sluice";
import { z } from "zod";

const devices = source("devices", { path: "devices/", format: json(), row: z.object({ id: z.string(), model: z.string() }) });

/** A table exists whether or not it is exported, or even named. */
zone("trusted").table("models", { from: devices.select("model").distinct() });
