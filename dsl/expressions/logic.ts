import { BOOLEAN } from "../schema/column-type.ts";
import { type FunctionRule, strict } from "./function-rule.ts";

/** SQL's three-valued logic: `and` is false when one side is false, whatever the other is; `or` true likewise. */
export const logic = {
  and: { takes: ["boolean", "boolean"], variadic: true, gives: () => BOOLEAN, nulls: "logic" },
  or: { takes: ["boolean", "boolean"], variadic: true, gives: () => BOOLEAN, nulls: "logic" },
  not: strict(["boolean"], BOOLEAN),
} as const satisfies Record<string, FunctionRule>;
