import { epochMillis, json, source, zone } from "sluice";
import { z } from "zod";

const visits = source("visits", {
  path: "visits/",
  format: json(),
  row: z.object({ visitId: z.string(), deviceId: z.string().optional(), startedAt: epochMillis() }),
});
const devices = source("devices", {
  path: "devices/",
  format: json(),
  row: z.object({ deviceId: z.string(), model: z.string(), colour: z.string(), soldAt: epochMillis() }),
  unique: ["deviceId"],
});
const trusted = zone("trusted");

/** Every visit, with its device where that is known. */
export const visitsWithDevice = trusted.table("visits_with_device", { from: visits.leftJoin(devices, { on: { deviceId: "deviceId" } }) });

/** A device counts only from the day of its sale on. */
export const visitsWithSoldDevice = trusted.table("visits_with_sold_device", {
  from: visits
    .leftJoin(devices.rename({ deviceId: "soldDevice" }), {
      on: { deviceId: "soldDevice" },
      where: (visit, device) => visit.startedAt.gte(device.soldAt),
    })
    .select("visitId", "soldDevice", "model"),
});
