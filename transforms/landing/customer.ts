import { epochMillis, json, personal, source } from "sluice";
import { z } from "zod";

/** Customers, from fulfilment and the STEDI website. */
export const customerLanding = source("customer_landing", {
  path: "customer/",
  format: json(),
  row: z.object({
    customerName: personal("name", z.string()),
    email: personal("email", z.email()),
    phone: personal("phone", z.string()),
    /** As the customer typed it; the years go back to 997, so it is text. */
    birthDay: personal("birth-date", z.string()),
    /** The step trainer that was sold to the customer. */
    serialNumber: z.string(),
    registrationDate: epochMillis(),
    lastUpdateDate: epochMillis(),
    /** When the customer agreed to share data for research; absent if never. */
    shareWithResearchAsOfDate: epochMillis().optional(),
    shareWithPublicAsOfDate: epochMillis().optional(),
    shareWithFriendsAsOfDate: epochMillis().optional(),
  }),
  unique: ["email"],
});
