import { epochMillis, json, source } from "sluice";
import { z } from "zod";
import { customerLanding } from "./customer.ts";

/** Motion of the customer's phone, from the mobile app. Several samples may share a millisecond. */
export const accelerometerLanding = source("accelerometer_landing", {
  path: "accelerometer/",
  format: json(),
  row: z.object({
    timeStamp: epochMillis(),
    /** The customer's e-mail address. */
    user: z.email(),
    x: z.number(),
    y: z.number(),
    z: z.number(),
  }),
  person: { user: customerLanding.columns.email },
  eventTime: "timeStamp",
});
