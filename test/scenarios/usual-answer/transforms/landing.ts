import { ambiguous, epochMillis, json, personal, source } from "sluice";
import { z } from "zod";

export const customerLanding = source("customer_landing", {
  path: "customer/",
  format: json(),
  row: z.object({
    customerName: personal("name", z.string()),
    email: personal("email", z.email()),
    phone: personal("phone", z.string()),
    birthDay: personal("birth-date", z.string()),
    serialNumber: z.string(),
    registrationDate: epochMillis(),
    lastUpdateDate: epochMillis(),
    shareWithResearchAsOfDate: epochMillis().optional(),
    shareWithPublicAsOfDate: epochMillis().optional(),
    shareWithFriendsAsOfDate: epochMillis().optional(),
  }),
  unique: ["email"],
});

export const accelerometerLanding = source("accelerometer_landing", {
  path: "accelerometer/",
  format: json(),
  row: z.object({ timeStamp: epochMillis(), user: z.email(), x: z.number(), y: z.number(), z: z.number() }),
  person: { user: customerLanding.columns.email },
  eventTime: "timeStamp",
});

export const stepTrainerLanding = source("step_trainer_landing", {
  path: "step_trainer/",
  format: json(),
  row: z.object({ sensorReadingTime: epochMillis(), serialNumber: z.string(), distanceFromObject: z.int32() }),
  person: { serialNumber: ambiguous(customerLanding.columns.serialNumber) },
  eventTime: "sensorReadingTime",
});
