import { ambiguous, epochMillis, json, source } from "sluice";
import { z } from "zod";
import { customerLanding } from "./customer.ts";

/** Readings of the step trainer's motion sensor. */
export const stepTrainerLanding = source("step_trainer_landing", {
  path: "step_trainer/",
  format: json(),
  row: z.object({
    sensorReadingTime: epochMillis(),
    serialNumber: z.string(),
    /** How far the sensor is from what is before it, in the unit of the device. */
    distanceFromObject: z.int32(),
  }),
  unique: [["serialNumber", "sensorReadingTime"]],
  // Fulfilment sold the same 30 serial numbers to many customers.
  person: { serialNumber: ambiguous(customerLanding.columns.serialNumber) },
  eventTime: "sensorReadingTime",
});
