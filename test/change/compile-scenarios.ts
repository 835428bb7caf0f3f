import { scenarioNames, treesOf } from "./scenario.ts";

/** A program: a line of JSON for each scenario, with the generated files of both sides. */
for (const scenario of scenarioNames()) process.stdout.write(`${JSON.stringify({ scenario, trees: await treesOf(scenario) })}\n`);
