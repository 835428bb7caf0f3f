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

/** The sentence and the way out of a code. */
export function wordsOf<C extends Code>(
  code: C,
  parameters: ParametersOf<C>,
): { severity: "error" | "warning"; message: string; help: string | undefined; repairs: readonly Repair[] } {
  const definition = CODES[code] as unknown as Definition<ParametersOf<C>>;
  return {
    severity: definition.severity,
    message: definition.message(parameters),
    help: definition.help?.(parameters),
    repairs: definition.repairs?.(parameters) ?? [],
  };
}
