import { customersCurated } from "../curated/customers-curated.ts";
import { stepTrainerLanding } from "../landing/step-trainer.ts";
import { trusted } from "../zones.ts";

/** Step trainer readings of customers who agreed to research by then and of whom there are readings. */
export const stepTrainerTrusted = trusted.table("step_trainer_trusted", {
  from: stepTrainerLanding.semiJoin(customersCurated, {
    on: { serialNumber: "serialNumber" },
    where: (reading, customer) => reading.sensorReadingTime.gte(customer.shareWithResearchAsOfDate),
    anyOwner: "the same 30 serial numbers were sold to many customers; some curated holder had agreed by then",
  }),
});
