import { BOOLEAN, UNKNOWN } from "../schema/column-type.ts";
import { commonType } from "./common-type.ts";
import type { FunctionRule } from "./function-rule.ts";

export const nulls = {
  isNull: { takes: ["any"], gives: () => BOOLEAN, nulls: "never" },
  isNotNull: { takes: ["any"], gives: () => BOOLEAN, nulls: "never" },
  coalesce: {
    takes: ["any", "like-first"],
    variadic: true,
    gives: (types) => commonType(types) ?? UNKNOWN,
    nulls: "first-known",
  },
} as const satisfies Record<string, FunctionRule>;
