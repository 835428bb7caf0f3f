import { json, source, zone } from "sluice";
import { z } from "zod";

const devices = source("devices", {
  path: "devices/",
  format: json(),
  row: z.object({ id: z.string(), left: z.string(), right: z.string(), model: z.string().optional() }),
});
const trusted = zone("trusted");

export const namedDevices = trusted.table("named_devices", { from: devices.rename({ id: "deviceId", model: "modelName" }) });

/** Both names change at once, so two columns may trade them. */
export const swapped = trusted.table("swapped", { from: devices.rename({ left: "right", right: "left" }) });
