import { consent } from "sluice";
import { customerLanding } from "./landing/customer.ts";

/** Customers may agree to share their data for research. */
export const research = consent("research", {
  person: customerLanding,
  givenAt: (customer) => customer.shareWithResearchAsOfDate,
});
