import { json } from "sluice";
import { accelerometerTrusted } from "../trusted/accelerometer-trusted.ts";
import { stepTrainerTrusted } from "../trusted/step-trainer-trusted.ts";
import { curated } from "../zones.ts";
import { customersCurated } from "./customers-curated.ts";

/** Each step trainer reading with the same customer's motion at the same time. */
export const machineLearningCurated = curated.table("machine_learning_curated", {
  from: stepTrainerTrusted
    .join(customersCurated, {
      on: { serialNumber: "serialNumber" },
      many: "a serial number that was sold to several customers is a step of each of them",
      anyOwner: "the motion's customer is one of those who hold the serial number",
    })
    .join(accelerometerTrusted, {
      on: { sensorReadingTime: "timeStamp", email: "user" },
      many: "several motion samples share a millisecond",
    })
    .select(
      "serialNumber",
      "shareWithResearchAsOfDate",
      "registrationDate",
      "customerName",
      "sensorReadingTime",
      "distanceFromObject",
      "lastUpdateDate",
      "timeStamp",
      "user",
      "x",
      "y",
      "z",
    ),
  format: json(),
  personal: {
    customerName: "asked for by the data scientists",
    user: "readings are matched to the customer by e-mail address",
  },
});
