import { REWRITES } from "../../dsl/compiler/rewrite.ts";
import { append, hasPlan, type Switch } from "./switch.ts";

/** Each entry of the list of rewrites. */
export const rewriteSwitches = (): readonly Switch[] =>
  REWRITES.map(({ name }, i) => ({
    name: `rewrite ${i + 1}, ${name}`,
    patches: { "dsl/compiler/rewrite.ts": append(`(REWRITES as unknown[]).splice(${i}, 1);`) },
    concerns: hasPlan,
  }));
