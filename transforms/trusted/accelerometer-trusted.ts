import { accelerometerLanding } from "../landing/accelerometer.ts";
import { trusted } from "../zones.ts";
import { customerTrusted } from "./customer-trusted.ts";

/** Readings taken while their customer agreed to research. */
export const accelerometerTrusted = trusted.table("accelerometer_trusted", {
  from: accelerometerLanding.semiJoin(customerTrusted, {
    on: { user: "email" },
    where: (reading, customer) => reading.timeStamp.gte(customer.shareWithResearchAsOfDate),
  }),
});
