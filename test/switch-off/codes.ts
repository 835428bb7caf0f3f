import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CODES, type Code } from "../../dsl/diagnostics/codes.ts";
import { GIVEN_ELSEWHERE } from "../scenarios/given-elsewhere.ts";
import { type Patch, replace, type Switch } from "./switch.ts";

/** The problems of a code are dropped before anything looks at them, and refusals with it go on. */
function withoutCode(code: string): Readonly<Record<string, Patch>> {
  const kept = `problems.filter((problem) => String(problem.code) !== ${JSON.stringify(code)})`;
  const compile: readonly Patch[] = [
    replace("  problems.some(", `  ${kept}.some(`),
    replace("  if (problems.length === 0) return [];", `  problems = ${kept};\n  if (problems.length === 0) return [];`),
  ];
  const refuse = "  throw new Refusal([{ code, parameters }";
  return {
    "dsl/compiler/compile.ts": (text) => compile.reduce((patched, patch) => patch(patched), text),
    "dsl/diagnostics/diagnostic.ts": replace(
      refuse,
      `  if (String(code) === ${JSON.stringify(code)}) return undefined as never;\n${refuse}`,
    ),
  };
}

/** Each code that scenarios give. */
export const codeSwitches = (): readonly Switch[] =>
  (Object.keys(CODES) as Code[])
    .filter((code) => !GIVEN_ELSEWHERE.includes(code))
    .map((code) => ({ name: `code ${code}`, patches: withoutCode(code), concerns: ({ codes }) => codes.includes(code) }));

const FOLDERS = ["dsl/authoring", "dsl/operations", "dsl/compiler"];
/** They report what only commands do. */
const OF_COMMANDS = ["dsl/compiler/compile-apart.ts", "dsl/compiler/write.ts"];
const NO_CODE = "switched-off";

const reportsIn = (text: string): readonly RegExpExecArray[] =>
  [...text.matchAll(/\bcode: "([a-z-]+)"/g)].filter(([, code]) => !GIVEN_ELSEWHERE.some((other) => other === code));

/** Each place where a code is reported, for it may be one of many. */
export const reportSwitches = (root: string): readonly Switch[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((file) => file.endsWith(".ts") && !OF_COMMANDS.includes(file)),
  ).flatMap((file) =>
    reportsIn(readFileSync(join(root, file), "utf8")).map(({ 1: code = "", index }, i): Switch => {
      const patch: Patch = (text) =>
        `${text.slice(0, index)}code: ${JSON.stringify(NO_CODE)} as never${text.slice(index + `code: "${code}"`.length)}`;
      const without = withoutCode(NO_CODE);
      const other = without[file];
      return {
        name: `report ${i + 1} of ${file}, ${code}`,
        patches: { ...without, [file]: other === undefined ? patch : (text) => other(patch(text)) },
        concerns: ({ codes }) => codes.includes(code),
      };
    }),
  );
