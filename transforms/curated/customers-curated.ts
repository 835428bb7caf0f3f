import { accelerometerTrusted } from "../trusted/accelerometer-trusted.ts";
import { customerTrusted } from "../trusted/customer-trusted.ts";
import { curated } from "../zones.ts";

const askedFor = "data scientists match readings to the customer, who agreed to that";

/** Customers who agreed to research and of whom there are readings. */
export const customersCurated = curated.table("customers_curated", {
  from: customerTrusted.semiJoin(accelerometerTrusted, { on: { email: "user" } }),
  personal: { customerName: askedFor, email: askedFor, phone: askedFor, birthDay: askedFor },
});
