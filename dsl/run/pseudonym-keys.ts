import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { keyPads } from "../backends/duckdb/functions/pseudonym.ts";
import { type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import { keyVariable } from "../expressions/pseudonym.ts";
import type { TablePlan } from "../operations/lake.ts";
import { pseudonymKeys } from "../operations/pseudonym-keys.ts";

/** The keys of the tables of a run, by name. They leave the process's environment for DuckDB's memory, and nothing else. */
export type PseudonymKeys = ReadonlyMap<string, string>;

/** Random text of so many characters cannot be guessed. */
const LEAST_CHARACTERS = 32;

/** Reads the keys that the tables use. Refuses with `pseudonym-key-unusable`. */
export function readPseudonymKeys(tables: readonly TablePlan[], environment: Readonly<Record<string, string | undefined>>): PseudonymKeys {
  const users = new Map<string, string[]>();
  for (const { name, relation } of tables) {
    for (const key of pseudonymKeys(relation)) users.set(key, [...(users.get(key) ?? []), name]);
  }
  const problems = [...users].flatMap(([key, names]): readonly Problem[] => {
    const variable = keyVariable(key);
    const fault = faultOf(environment[variable]);
    return fault === undefined ? [] : [{ code: "pseudonym-key-unusable", parameters: { variable, fault, tables: names } }];
  });
  if (problems.length > 0) throw new Refusal(problems);
  return new Map([...users.keys()].map((key) => [key, environment[keyVariable(key)] ?? ""]));
}

/** What is wrong with a key, in words that do not show it. */
function faultOf(key: string | undefined): string | undefined {
  if (key === undefined || key === "") return "is not set";
  if (!/^[!-~]*$/.test(key)) return "has a space, a line end or another character that is not visible ASCII";
  return key.length < LEAST_CHARACTERS ? `has ${key.length} characters, which is fewer than ${LEAST_CHARACTERS}` : undefined;
}

const BLOCK = 64;

/** Puts the two pads of each key where `pseudonymSql` reads them. What fails here says nothing of the key. */
export async function setPseudonymKeys(connection: DuckDBConnection, keys: PseudonymKeys): Promise<void> {
  for (const [name, key] of keys) {
    const bytes = Buffer.from(key, "utf8");
    const block = Buffer.alloc(BLOCK);
    (bytes.length > BLOCK ? createHash("sha256").update(bytes).digest() : bytes).copy(block);
    const pads = keyPads(name);
    for (const [variable, pad] of [
      [pads.inner, 0x36],
      [pads.outer, 0x5c],
    ] as const) {
      const hex = Buffer.from(block.map((byte) => byte ^ pad)).toString("hex");
      await connection.run(`SET VARIABLE ${variable} = from_hex($1)`, [hex]).catch(() => {
        throw new Error(`the key ${name} could not be given to DuckDB`);
      });
    }
  }
}
