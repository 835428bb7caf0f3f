import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Benchmark, median, type Row, type Target } from "../benchmark.ts";
import { dbtParse, installDbt, writeDbtProject } from "../dbt/dbt.ts";
import { writeEventsLake } from "../lakes/events-lake.ts";
import { modelsOf } from "../lakes/models.ts";
import { inTurns, measure, ratios, type Sample } from "../measure.ts";
import { emptyFolder, runSluiceOnce, sluice } from "../workplace.ts";

const TABLES = 1000;

/** Against `dbt parse --no-partial-parse` of the same models. */
export const compile: Benchmark = {
  summary: `compile of ${TABLES} tables, cold and warm, against dbt parse of the same models`,
  run: async (options) => {
    installDbt(options.say);
    const models = modelsOf(TABLES);
    const lake = emptyFolder("compile/lake");
    writeEventsLake(join(lake, "transforms"), TABLES);
    const bare = emptyFolder("compile/dbt-sql");
    writeDbtProject(bare, models, false);
    const described = emptyFolder("compile/dbt-described");
    writeDbtProject(described, models, true);
    await runSluiceOnce();
    const warm = emptyFolder("compile/warm");
    cpSync(lake, warm, { recursive: true });
    await measure(sluice(warm, "compile"));
    const cold = (run: number): string => join(lake, "..", `cold-${run}`);
    const samples = await inTurns(
      [
        { name: DBT, command: () => dbtParse(described) },
        { name: DBT_SQL, command: () => dbtParse(bare) },
        {
          name: COLD,
          prepare: (run) => cpSync(lake, cold(run), { recursive: true, force: true }),
          command: (run) => sluice(cold(run), "compile"),
        },
        { name: WARM, command: () => sluice(warm, "compile") },
        { name: EDITED, prepare: () => editOneTable(join(warm, "transforms")), command: () => sluice(warm, "compile") },
      ],
      options,
    );
    for (let run = 0; run < options.runs; run++) rmSync(cold(run), { recursive: true, force: true });
    return {
      rows: [...samples].flatMap(([what, of]): Row[] => [
        { what, unit: "ms", values: of.map(({ wall }) => wall) },
        { what, unit: "ms of processor", values: of.map(({ processor }) => processor) },
      ]),
      targets: [timesFaster(samples, COLD, 8), timesFaster(samples, WARM, 20), timesFaster(samples, EDITED, 20)].flat(),
    };
  },
};

const DBT = "dbt parse, models described";
const DBT_SQL = "dbt parse, SQL alone";
const COLD = "sluice compile, cold";
const WARM = "sluice compile, warm, nothing changed";
const EDITED = "sluice compile, warm, one table changed";

function timesFaster(samples: ReadonlyMap<string, readonly Sample[]>, side: string, atLeast: number): readonly Target[] {
  return [DBT, DBT_SQL].map(
    (other): Target => ({
      claim: `${side}: times faster than ${other}`,
      unit: "x",
      bound: { atLeast },
      measured: median(ratios(samples.get(other) ?? [], samples.get(side) ?? [])),
    }),
  );
}

/** Another number in the filter of one table, which nothing reads. */
function editOneTable(transforms: string): void {
  const file = join(transforms, "trusted", "group-050.ts");
  const edited = readFileSync(file, "utf8").replace(
    /(t0501 = [\s\S]*?\.gt\()(\d+)/,
    (_, before: string, above: string) => before + String(Number(above) + 1),
  );
  writeFileSync(file, edited);
}
