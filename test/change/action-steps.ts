import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ACTION = join(import.meta.dirname, "../../.github/actions/plan");

export interface Step {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly script: string;
}

/**
 * The shell steps of the action, with every `${{ ... }}` replaced. `context` says what an expression is, such as `github.base_ref`;
 * `inputs` what stands below `with`: the others have their defaults. Reads what the action has of YAML, and throws on anything else.
 */
export function actionSteps(inputs: Readonly<Record<string, string>>, context: Readonly<Record<string, string>>): readonly Step[] {
  const [head = "", runs = ""] = readFileSync(join(ACTION, "action.yml"), "utf8").split("\nruns:\n  using: composite\n  steps:\n");
  const defaults = [...head.matchAll(/^ {2}([a-z]+):\n {4}description: .*\n {4}default: (.*)$/gm)];
  const evaluated = (text: string): string => text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => valueIn(expression));
  const known = new Map(Object.entries(context));
  for (const [, name = "", value = ""] of defaults) {
    known.set(`inputs.${name}`, inputs[name] ?? evaluated(value.replace(/^"(.*)"$/, "$1")));
  }
  function valueIn(expression: string): string {
    const value = known.get(expression);
    if (value === undefined) throw new Error(`the action asks for ${expression}, which the test does not know`);
    return value;
  }
  return runs
    .split(/^ {4}- /m)
    .slice(1)
    .map((text): Step => {
      const [, name, envText = "", line, block = ""] =
        /^name: (.*)\n {6}shell: bash\n {6}env:\n((?: {8}.*\n)+) {6}run: (.*)\n((?: {8}.*\n|\n)*)$/.exec(text) ?? [];
      if (name === undefined || line === undefined) throw new Error(`this is no step that the test can read:\n${text}`);
      const env = envText.matchAll(/^ {8}([A-Z_]+): (.*)$/gm);
      return {
        name,
        env: Object.fromEntries([...env].map(([, key = "", value = ""]) => [key, evaluated(value)])),
        script: line === "|" ? block.replaceAll(/^ {8}/gm, "") : line,
      };
    });
}
