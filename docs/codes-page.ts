// Writes docs/codes.md, what each message means: `npm run codes`.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Definition } from "../dsl/diagnostics/codes/definition.ts";
import { CODE_GROUPS } from "../dsl/diagnostics/codes.ts";
import { scenarioNames } from "../test/scenarios/scenario.ts";

const SCENARIOS = join(import.meta.dirname, "../test/scenarios");
export const CODES_PAGE = join(import.meta.dirname, "codes.md");

/** The page, from the registry, and from what the scenarios' transforms are told. */
export function codesPage(): string {
  const examples = examplesByCode();
  const entry = ([code, { severity, meaning, remedy }]: [string, Definition<never>]): string => {
    const example = examples.get(code);
    const shown = example === undefined ? "" : `\n\`\`\`\n${example}\n\`\`\`\n`;
    return `### ${code}\n\n${severity === "warning" ? "A warning. " : ""}${meaning}\n${shown}\nWhat to do: ${remedy}\n`;
  };
  const groups = Object.entries(CODE_GROUPS).map(
    ([title, codes]) => `## ${title}\n\n${Object.entries<Definition<never>>(codes).map(entry).join("\n")}`,
  );
  return `<!-- Written by \`npm run codes\`, from dsl/diagnostics/codes/ and test/scenarios/. -->

# What each message means

Every message has a code: \`error[unknown-column]\`. \`npx sluice explain unknown-column\` prints what stands here. An error stops the
command before anything is written; a warning does not.

${groups.join("\n")}`;
}

/** The first message of each code: in the scenario of its name, else in the first scenario that has one. */
function examplesByCode(): ReadonlyMap<string, string> {
  const messages = scenarioNames().flatMap(messagesOf);
  const own = messages.filter(({ scenario, code }) => scenario === code);
  return new Map([...messages.toReversed(), ...own.toReversed()].map(({ code, text }) => [code, text]));
}

function messagesOf(scenario: string): readonly { readonly scenario: string; readonly code: string; readonly text: string }[] {
  const file = join(SCENARIOS, scenario, "diagnostics.txt");
  const blocks = existsSync(file) ? readFileSync(file, "utf8").split("\n\n") : [];
  return blocks.flatMap((text) => {
    const code = /^(?:error|warning)\[([a-z-]+)\]/.exec(text)?.[1];
    return code === undefined ? [] : [{ scenario, code, text }];
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(CODES_PAGE, codesPage());
