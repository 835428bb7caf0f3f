import { customerLanding } from "../landing/customer.ts";
import { trusted } from "../zones.ts";

/** Customers who agreed to share their data for research. */
export const customerTrusted = trusted.table("customer_trusted", {
  from: customerLanding.filter((customer) => customer.shareWithResearchAsOfDate.isNotNull()),
});
