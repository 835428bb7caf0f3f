import { epochMillis, json, source } from "sluice";
import { z } from "zod";

export const customerLanding = source("customer_landing", {
  path: "customer/",
  format: json(),
  row: z.object({
    customerName: z.string(),
    email: z.email(),
    phone: z.string(),
    birthDay: z.string(),
    serialNumber: z.string(),
    registrationDate: epochMillis(),
    lastUpdateDate: epochMillis(),
    shareWithResearchAsOfDate: epochMillis().optional(),
    shareWithPublicAsOfDate: epochMillis().optional(),
    shareWithFriendsAsOfDate: epochMillis().optional(),
  }),
});

export const accelerometerLanding = source("accelerometer_landing", {
  path: "accelerometer/",
  format: json(),
  row: z.object({ timeStamp: epochMillis(), user: z.email(), x: z.number(), y: z.number(), z: z.number() }),
});

export const stepTrainerLanding = source("step_trainer_landing", {
  path: "step_trainer/",
  format: json(),
  row: z.object({ sensorReadingTime: epochMillis(), serialNumber: z.string(), distanceFromObject: z.int32() }),
});
