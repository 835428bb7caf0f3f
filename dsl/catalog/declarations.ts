import { readFileSync } from "node:fs";
import type { Place } from "../diagnostics/site.ts";
import { statementAround } from "../source/statement-around.ts";
import type { Declaration } from "./catalog.ts";

/** The statement that declares each source and table, by name. `named` is how its file is called in what is shown. */
export function declarationsOf(places: ReadonlyMap<string, Place>, named: ReadonlyMap<string, string>): ReadonlyMap<string, Declaration> {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const text = texts.get(file) ?? readFileSync(file, "utf8");
    texts.set(file, text);
    return text;
  };
  return new Map(
    [...places].map(([name, { file, line, column }]) => {
      const found = statementAround(file, textOf(file), line, column);
      return [name, { file: named.get(name) ?? "", line: found?.line ?? null, text: found?.text ?? null }];
    }),
  );
}
