import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

/** The stacks that come with the project, by name: what `Pulumi.<stack>.yaml` sets of Sluice's, as texts. */
export const STACK_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  readdirSync(ROOT).flatMap((file) => {
    const stack = /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1];
    return stack === undefined ? [] : [[stack, settingsIn(readFileSync(join(ROOT, file), "utf8"))]];
  }),
);

function settingsIn(yaml: string): Readonly<Record<string, string>> {
  const lines = yaml.matchAll(/^ {2}sluice:(\w+): (.+)$/gm);
  return Object.fromEntries([...lines].map(([, key = "", value = ""]) => [key, value.replace(/^["'](.*)["']$/, "$1")]));
}
