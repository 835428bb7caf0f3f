import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shownComment, shownLine } from "../../dsl/backends/glue/table-input.ts";
import { batches, type Case, fileOf, SEED } from "../hostile/cases.ts";
import { setUpSpark } from "./setup.mjs";

// sqlglot stands for Athena's parser: it knows its dialects of DDL and of queries, and is not Athena.
const cases = [...batches(250)].flatMap((batch) => batch.cases);
const about = ({ names, texts }: Case): string => `SLUICE_SEED=${SEED}: ${JSON.stringify({ names, texts })}`;

test("Athena's DDL and named queries mean what their tame twins mean", { timeout: 900_000 }, () => {
  const pairs = cases.flatMap((one) => [
    ...[one.names.table, one.names.joined].map((table) => ({ one, file: `open/${table}/table.sql`, dialect: "hive" })),
    { one, file: `landing/${one.names.source}/table.sql`, dialect: "hive" },
    { one, file: `queries/${one.names.table}.sql`, dialect: "athena" },
    { one, file: "queries/row_counts.sql", dialect: "athena" },
  ]);
  const input = pairs.map(({ one, file, dialect }) => ({ one: fileOf(one.hostile, file), other: fileOf(one.tame, file), dialect }));
  const answers: [string | null, string[]][] = JSON.parse(
    execFileSync(setUpSpark().python, [join(import.meta.dirname, "..", "hostile", "sql_meaning.py")], {
      input: JSON.stringify(input),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    }),
  );
  const wrong = answers.flatMap(([answer], i) => (answer === null ? [] : [`${answer}\n${input[i]?.one}\n${about(pairs[i]?.one as Case)}`]));
  expect(wrong.slice(0, 3)).toEqual([]);
  for (const [i, [, strings]] of answers.entries()) {
    const { one, file } = pairs[i] as (typeof pairs)[number];
    if (file === `open/${one.names.table}/table.sql`) expect(strings, about(one)).toContain(shownLine(one.texts.tableDescription));
    if (file.startsWith("landing/")) expect(strings, about(one)).toContain(shownComment(one.texts.columnDescription));
  }
});
