import { join } from "node:path";
import { withEngine } from "../../run/engine.ts";
import type { RunResult } from "../../run/result.ts";
import { changeTransform, compiledColumns } from "./project.ts";
import type { Sluice } from "./sluice.ts";
import { CHANGE, JOIN } from "./subject.ts";

/** What the embedded engine makes of the sample, with and without the change. */
export interface Expected {
  readonly landing: string;
  /** Table -> rows, of all that jobs make. */
  readonly rows: Readonly<Record<string, number>>;
  readonly joined: number;
  readonly columns: readonly string[];
  readonly changed: { readonly rows: Readonly<Record<string, number>>; readonly columns: readonly string[]; readonly right: number };
}

/**
 * Runs the sample on the embedded engine, in the folder `work`; the project is as before afterwards. Undefined where its transforms
 * cannot be changed as the proof does.
 */
export async function expectedOf(sluice: Sluice, project: string, work: string, landing: string): Promise<Expected | undefined> {
  const first = await lakeOf("first");
  const columns = compiledColumns(project, CHANGE.table);
  const joined = await counted(work, first, JOIN.sql);
  if (!changeTransform(project, "after")) return undefined;
  const second = await lakeOf("changed");
  const changed = {
    rows: rowsIn(second),
    columns: compiledColumns(project, CHANGE.table),
    right: await counted(work, second, CHANGE.right),
  };
  changeTransform(project, "before");
  await sluice(["compile"]);
  return { landing, rows: rowsIn(first), joined, columns, changed };

  async function lakeOf(name: string): Promise<RunResult> {
    await sluice(["compile"]);
    return (await sluice(["run", "--landing", landing, "--lake", join(work, "lakes", name)])) as unknown as RunResult;
  }
}

const rowsIn = ({ tables }: RunResult): Readonly<Record<string, number>> =>
  Object.fromEntries(tables.filter(({ landing }) => landing === null).map(({ table, rows }) => [table, rows]));

/** The one number that a query gives over the tables of a run. */
const counted = (work: string, { tables }: RunResult, sql: string): Promise<number> =>
  withEngine(join(work, "spill"), undefined, async (connection) => {
    for (const { table, path } of tables) {
      const read = path.endsWith(".parquet") ? "read_parquet" : "read_json";
      await connection.run(`CREATE VIEW "${table}" AS SELECT * FROM ${read}('${path.replaceAll("'", "''")}')`);
    }
    return Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);
  });
