import { readFileSync } from "node:fs";
import { expectedOf, type Trees, textsOf } from "./scenario.ts";

/** A program: the name of the first scenario that does not give what stands beside it. Its argument is what `compile-scenarios.ts` printed. */
const inOrder = (texts: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(texts).sort());

for (const line of readFileSync(process.argv[2] ?? "", "utf8")
  .trim()
  .split("\n")) {
  const { scenario, trees } = JSON.parse(line) as { readonly scenario: string; readonly trees: Trees };
  if (isAsExpected(scenario, trees)) continue;
  console.log(scenario);
  break;
}

function isAsExpected(scenario: string, trees: Trees): boolean {
  try {
    return inOrder(textsOf(scenario, trees)) === inOrder(expectedOf(scenario));
  } catch {
    return false;
  }
}
