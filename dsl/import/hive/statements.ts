import { type Problem, Refusal } from "../../diagnostics/diagnostic.ts";
import { createTableAt } from "./create-table.ts";
import { Cursor } from "./cursor.ts";
import { cut } from "./cut.ts";
import type { DdlText } from "./ddl-text.ts";
import type { HiveTable } from "./hive-table.ts";
import { type Token, tokensOf } from "./tokens.ts";

export interface ReadStatements {
  readonly tables: readonly HiveTable[];
  /** One for each statement that could not be read, or that declares no table. */
  readonly problems: readonly Problem[];
}

/** The tables that the statements of a text declare; statements end with `;`. */
export function readStatements(ddl: DdlText): ReadStatements {
  const problems: Problem[] = [];
  const collect = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      problems.push(...failure.problems);
      return undefined;
    }
  };
  const statements = collect(() => statementsIn(tokensOf(ddl))) ?? [];
  const tables = statements.flatMap((tokens): HiveTable[] => {
    const read = collect(() => tableAt(new Cursor(ddl, tokens)));
    if (read !== undefined && "code" in read) problems.push(read);
    return read === undefined || "code" in read ? [] : [read];
  });
  return { tables, problems };
}

/** The tokens of each statement that has any, each with an end of its own. */
function statementsIn(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let statement: Token[] = [];
  for (const token of tokens) {
    const ends = token.kind === "end" || (token.kind === "symbol" && token.value === ";");
    if (!ends) statement.push(token);
    else if (statement.length > 0) {
      statements.push([...statement, { kind: "end", value: "", start: token.start, end: token.start }]);
      statement = [];
    }
  }
  return statements;
}

const KINDS = ["EXTERNAL", "TEMPORARY", "MANAGED", "TRANSACTIONAL"] as const;

function tableAt(cursor: Cursor): HiveTable | Problem {
  const start = cursor.peek();
  if (cursor.takes("CREATE")) {
    cursor.takes("OR", "REPLACE");
    while (KINDS.some((kind) => cursor.takes(kind)));
    if (cursor.takes("TABLE")) return createTableAt(cursor);
  }
  if (start.kind !== "word") return cursor.fail("a statement such as `CREATE EXTERNAL TABLE`");
  while (!cursor.atEnd) cursor.next();
  const { value, site } = cursor.since(start);
  return { code: "ddl-passed-over", parameters: { statement: cut(value) }, site };
}
