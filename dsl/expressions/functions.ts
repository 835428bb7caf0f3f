import { arithmetic } from "./arithmetic.ts";
import { collections } from "./collections.ts";
import { comparison } from "./comparison.ts";
import type { FunctionRule } from "./function-rule.ts";
import { logic } from "./logic.ts";
import { nulls } from "./nulls.ts";
import { pseudonym } from "./pseudonym.ts";
import { text } from "./text.ts";
import { time } from "./time.ts";

const FUNCTIONS = { ...comparison, ...nulls, ...logic, ...arithmetic, ...text, ...time, ...collections, ...pseudonym } as const;

/** Every scalar function. A back end maps each of these names; the type checker says which one it lacks. */
export type FunctionName = keyof typeof FUNCTIONS;

export const FUNCTION_RULES: { readonly [K in FunctionName]: FunctionRule } = FUNCTIONS;
