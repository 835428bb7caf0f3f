import type { LakePlan } from "../../dsl/operations/lake.ts";
import { read, table, users } from "../run/plan.ts";

const isAgreed = { op: "call", function: "isNotNull", arguments: [{ op: "column", name: "agreedAt" }] } as const;
const agreed = table("users_agreed", "trusted", { op: "filter", input: read(users), where: isAgreed });

/** The least lake with bad lines, files of both kinds, and tables that need each other. */
export const plan: LakePlan = {
  zones: [{ name: "trusted", personal: "allow" }],
  consents: [],
  sources: [users],
  tables: [agreed, table("users_listed", "trusted", read(agreed), "json")],
};
