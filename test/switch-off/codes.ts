import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CODES, type Code } from "../../dsl/diagnostics/codes.ts";
import { GIVEN_ELSEWHERE } from "../scenarios/given-elsewhere.ts";
import { replace, type Switch } from "./switch.ts";

/** The problems of this code are dropped wherever the compiler looks at them; refusals with it go on. */
function withoutCode(code: string): readonly Omit<Switch, "name" | "concerns">[] {
  const kept = `.filter((problem) => String(problem.code) !== ${JSON.stringify(code)})`;
  const compile = (text: string): string =>
    replace(
      "  if (problems.length === 0) return [];",
      `  problems = problems${kept};\n  if (problems.length === 0) return [];`,
    )(replace("  problems.some(", `  problems${kept}.some(`)(text));
  const refuse = replace("  throw new Refusal([{ code, parameters }", `  if (String(code) === ${JSON.stringify(code)}) return undefined as never;\n  throw new Refusal([{ code, parameters }`);
  return [
    { file: "dsl/compiler/compile.ts", patch: compile },
    { file: "dsl/diagnostics/diagnostic.ts", patch: refuse },
  ];
}

/** Each code that the scenarios give, said nowhere. */
export const codeSwitches = (): readonly Switch[] =>
  (Object.keys(CODES) as Code[])
    .filter((code) => !GIVEN_ELSEWHERE.includes(code))
    .map((code) => {
      const [compile, refuse] = withoutCode(code);
      if (compile === undefined || refuse === undefined) throw new Error("a code is dropped in two places");
      return { name: `code ${code}`, patches: [compile, refuse], concerns: ({ codes }) => codes.includes(code) };
    });

const FOLDERS = ["dsl/authoring", "dsl/operations", "dsl/compiler"];
const NOT_OF_COMPILE = ["compile-apart.ts", "write.ts"];
const SWITCHED_OFF = "switched-off";
