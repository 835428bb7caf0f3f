import { CHANGES } from "./codes/changes.ts";
import { COMMANDS } from "./codes/commands.ts";
import { DECLARATIONS } from "./codes/declarations.ts";
import type { Definition } from "./codes/definition.ts";
import { EXPRESSIONS } from "./codes/expressions.ts";
import { IMPORT_RENAME } from "./codes/import-rename.ts";
import { LOADING } from "./codes/loading.ts";
import { OPERATE } from "./codes/operate.ts";
import { PROOFS } from "./codes/proofs.ts";
import { RELATIONS } from "./codes/relations.ts";
import { RUNS } from "./codes/runs.ts";
import type { Repair } from "./repair.ts";
import { visible } from "./visible.ts";

/** Every message that Sluice has, by code, in the order of docs/codes.md. */
export const CODE_GROUPS = {
  Declarations: DECLARATIONS,
  Operations: RELATIONS,
  Expressions: EXPRESSIONS,
  "Loading the transforms": LOADING,
  Proofs: PROOFS,
  Commands: COMMANDS,
  "Changes between two versions": CHANGES,
  Runs: RUNS,
  "Import and rename": IMPORT_RENAME,
  "Deployed stacks": OPERATE,
} as const;

/** One entry a code, with typed parameters. */
export const CODES = {
  ...DECLARATIONS,
  ...RELATIONS,
  ...EXPRESSIONS,
  ...LOADING,
  ...PROOFS,
  ...COMMANDS,
  ...CHANGES,
  ...RUNS,
  ...IMPORT_RENAME,
  ...OPERATE,
} as const satisfies Record<string, Definition<never>>;

export type Code = keyof typeof CODES;
export type ParametersOf<C extends Code> = Parameters<(typeof CODES)[C]["message"]>[0];

/** The sentence and the way out of a code. Names and texts of others stand in them on one line, and nothing in them is hidden. */
export function wordsOf<C extends Code>(
  code: C,
  parameters: ParametersOf<C>,
): { severity: "error" | "warning"; message: string; help: string | undefined; repairs: readonly Repair[] } {
  const definition = CODES[code] as unknown as Definition<ParametersOf<C>>;
  const shown = SEVERAL_LINES.has(code) ? parameters : shownIn(parameters);
  return {
    severity: definition.severity,
    message: definition.message(shown),
    help: definition.help?.(shown),
    repairs: definition.repairs?.(parameters) ?? [],
  };
}

/** What stops these may have said it in several lines, which are shown as such. */
const SEVERAL_LINES: ReadonlySet<Code> = new Set<Code>(["bug", "transform-threw", "spark-run-failed"]);

function shownIn<T>(value: T): T {
  if (typeof value === "string") return visible(value) as T;
  if (Array.isArray(value)) return value.map(shownIn) as T;
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shownIn(item)])) as T;
}
