import { KINDS } from "../../dsl/change/kinds/kinds.ts";
import { LAKE_KINDS } from "../../dsl/change/kinds/lake-kinds.ts";
import { TAKEN_OVER } from "../../dsl/change/taken-over.ts";
import type { Operation } from "../../dsl/operations/relation.ts";
import { append, type Switch } from "./switch.ts";

const ofChanges = (name: string, file: string, code: string): Switch => ({
  name,
  patches: { [file]: append(code) },
  concerns: () => true,
  suite: "changes",
});

/** These are no rule's own: what is left where no rule finds anything, and where what is found is told elsewhere. */
const named = Object.keys(KINDS).filter((kind) => kind !== "files-changed" && kind !== "proofs-follow");

const ruleSwitches = (): readonly Switch[] =>
  named.map((kind) => {
    const [file, table] = Object.hasOwn(LAKE_KINDS, kind)
      ? ["dsl/change/rules/zones.ts", "LAKE_RULES"]
      : ["dsl/change/rules/rules.ts", "TABLE_RULES"];
    return ofChanges(`change ${kind}, rule`, file, `(${table} as unknown as Record<string, unknown>)[${JSON.stringify(kind)}] = () => [];`);
  });

/** What a kind says of itself, each without. */
const kindSwitches = (): readonly Switch[] =>
  Object.entries(KINDS).flatMap(([kind, definition]) =>
    (["class", "gated", "remade", "reaches"] as const)
      .filter((key) => definition[key] !== undefined)
      .map((key) => {
        const other = key === "class" ? JSON.stringify(definition.class === "wording" ? "additive" : "wording") : "undefined";
        const code = `{ const kinds = KINDS as unknown as Record<string, object>; kinds[${JSON.stringify(kind)}] = { ...kinds[${JSON.stringify(kind)}], ${key}: ${other} }; }`;
        return ofChanges(`change ${kind}, ${key}`, "dsl/change/kinds/kinds.ts", code);
      }),
  );

/** What an operation means, with a part of it wrong. `made` is what the rule makes, `inputs` what it makes it from. */
const WRONG: Readonly<Record<string, { readonly code: string; readonly of: readonly Operation[] }>> = {
  "rows: those of the input": {
    code: "{ ...made, skeleton: inputs[0].skeleton }",
    of: ["join", "leftJoin", "semiJoin", "antiJoin", "distinct", "latest", "aggregate", "explode", "union"],
  },
  "clauses: those of the input": {
    code: "{ ...made, clauses: inputs[0].clauses }",
    of: ["filter", "join", "leftJoin", "semiJoin", "antiJoin", "distinct", "latest", "aggregate", "explode", "union"],
  },
  "columns: all one": {
    code: "{ ...made, columns: new Map([...made.columns.keys()].map((name) => [name, 0])), values: new Map([...made.values.keys()].map((name) => [name, 0])) }",
    of: ["read", "project", "aggregate", "window", "explode", "union", "join"],
  },
};

const meaningSwitches = (): readonly Switch[] =>
  Object.entries(WRONG).flatMap(([name, { code, of }]) =>
    of.map((op) =>
      ofChanges(
        `meaning ${op}, ${name}`,
        "dsl/change/meaning/operations.ts",
        `{ const rules = MEANINGS as any; const original = rules.${op}; rules.${op} = (node: any, inputs: any, context: any) => { const made = original(node, inputs, context); return ${code}; }; }`,
      ),
    ),
  );

/** What is told once, told of each table. */
const takenOverSwitches = (): readonly Switch[] =>
  [...TAKEN_OVER].map((kind) =>
    ofChanges(`taken over ${kind}`, "dsl/change/taken-over.ts", `(TAKEN_OVER as Set<string>).delete(${JSON.stringify(kind)});`),
  );

/** Each rule of `sluice plan`, each part of each kind of change, and what each operation means. */
export const changeSwitches = (): readonly Switch[] => [...ruleSwitches(), ...kindSwitches(), ...takenOverSwitches(), ...meaningSwitches()];
