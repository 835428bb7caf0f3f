import { zone } from "sluice";
import { accelerometerLanding, customerLanding, stepTrainerLanding } from "./landing.ts";

// The widely copied solution: consent at any time, and motion joined to steps by time alone. No zone here asks for more.
const trusted = zone("trusted");
const curated = zone("curated");

const customerTrusted = trusted.table("customer_trusted", {
  from: customerLanding.filter((customer) => customer.shareWithResearchAsOfDate.isNotNull()),
});

const accelerometerTrusted = trusted.table("accelerometer_trusted", {
  from: accelerometerLanding.semiJoin(customerTrusted, { on: { user: "email" } }),
});

const customersCurated = curated.table("customers_curated", {
  from: customerTrusted.semiJoin(accelerometerTrusted, { on: { email: "user" } }),
});

const stepTrainerTrusted = trusted.table("step_trainer_trusted", {
  from: stepTrainerLanding.semiJoin(customersCurated, { on: { serialNumber: "serialNumber" } }),
});

export const machineLearningCurated = curated.table("machine_learning_curated", {
  from: stepTrainerTrusted.join(accelerometerTrusted, {
    on: { sensorReadingTime: "timeStamp" },
    many: "several people move in the same millisecond",
    samePerson: "the exercise assumes it; 6.2 % of the rows pair two people",
  }),
});
