import { compileScenarios } from "./compile-scenarios.ts";
import { expectedOf, type Texts } from "./scenario.ts";

/** A program: the name of the first of the named scenarios that does not give what stands beside it; nothing if all do. */
const inOrder = (texts: Texts): string => JSON.stringify(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));

for await (const { scenario, texts } of compileScenarios(process.argv.slice(2))) {
  if (inOrder(texts) === inOrder(expectedOf(scenario))) continue;
  console.log(scenario);
  break;
}
