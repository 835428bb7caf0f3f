import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { compileApart } from "../../dsl/compiler/compile-apart.ts";
import { runLake } from "../../dsl/run/run.ts";
import { Random } from "../proofs/oracle/random.ts";
import { lines, playground, put } from "./fixture.ts";

/** Asked of the files alone: whose newest row does not agree by then. Several rows of one moment: any of them may be meant. */
const WRONG = (made: string, landing: string): string => `
  WITH history AS (FROM read_json('${landing}/history/*.json', columns = {email: 'VARCHAR', changedAt: 'BIGINT', agreedAt: 'BIGINT'})),
  newest AS (SELECT * FROM history h WHERE changedAt = (SELECT max(changedAt) FROM history o WHERE o.email = h.email))
  SELECT count(*) FROM read_parquet('${made}') r
  WHERE NOT EXISTS (SELECT 1 FROM newest n WHERE n.email = r."user" AND n.agreedAt <= r."at")`;

async function wrongRows(landing: string, made: string): Promise<number> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  return Number((await connection.runAndReadAll(WRONG(made, landing))).getRows()[0]?.[0]);
}

const email = (i: number): string => `u${i}@example.com`;

test("nobody who has withdrawn is in the result, also not with readings from before", async () => {
  const transforms = "test/scenarios/proof-withdrawal-respected/transforms";
  const { plan } = await compileApart({ transforms, cache: playground().lake, cwd: process.cwd() });
  if (plan === undefined) throw new Error("the scenario does not compile");
  for (let seed = 1; seed <= 3; seed++) {
    const random = new Random(seed);
    const { landing, lake } = playground();
    const history = Array.from({ length: 120 }, (_, i) => ({
      email: email(random.integer(1, 20)),
      changedAt: i,
      ...(random.chance(0.5) ? { agreedAt: random.integer(0, 100) } : {}),
    }));
    put(join(landing, "history/1.json"), lines(history));
    put(
      join(landing, "motion/1.json"),
      lines(Array.from({ length: 300 }, () => ({ user: email(random.integer(1, 24)), at: random.integer(0, 100), x: 1.5 }))),
    );
    const rowsOf = async (): Promise<{ readonly rows: number; readonly path: string }> => {
      const { tables } = await runLake(plan, { landing, lake });
      const made = tables.find(({ table }) => table === "agreed_motion");
      if (made === undefined) throw new Error("no agreed_motion");
      return made;
    };
    const first = await rowsOf();
    expect(first.rows).toBeGreaterThan(0);
    expect(await wrongRows(landing, first.path)).toBe(0);
    put(join(landing, "history/2.json"), lines(Array.from({ length: 20 }, (_, i) => ({ email: email(i + 1), changedAt: 1000 }))));
    expect(await wrongRows(landing, first.path)).toBe(first.rows);
    expect((await rowsOf()).rows).toBe(0);
  }
});
