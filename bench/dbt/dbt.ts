import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model } from "../lakes/models.ts";
import type { Command } from "../measure.ts";
import { BENCH } from "../workplace.ts";

const REQUIREMENTS = fileURLToPath(new URL("./requirements.txt", import.meta.url));
const PYTHON = join(BENCH, "dbt-python");
const QUIET = { DO_NOT_TRACK: "1", DBT_SEND_ANONYMOUS_USAGE_STATS: "false" };

/** Installs dbt in a folder of its own, once. */
export function installDbt(say: (text: string) => void): void {
  if (existsSync(join(PYTHON, "bin", "dbt"))) return;
  say("installing dbt below .sluice/bench, once ...");
  mkdirSync(BENCH, { recursive: true });
  try {
    execFileSync("python3", ["-m", "venv", PYTHON], { stdio: ["ignore", "ignore", "pipe"] });
    execFileSync(join(PYTHON, "bin", "pip"), ["install", "--quiet", "--no-deps", "--requirement", REQUIREMENTS], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    execFileSync(join(PYTHON, "bin", "dbt"), ["--version"], { stdio: "ignore", env: { ...process.env, ...QUIET } });
  } catch (failure) {
    rmSync(PYTHON, { recursive: true, force: true });
    throw new Error(`dbt cannot be installed: ${String((failure as { stderr?: unknown }).stderr ?? failure)}`);
  }
}

/** `dbt parse` of everything, without what it keeps of the parse before. */
export const dbtParse = (cwd: string): Command => ({
  argv: [join(PYTHON, "bin", "dbt"), "parse", "--no-partial-parse", "--profiles-dir", "."],
  cwd,
  env: QUIET,
});

const PROJECT = `name: bench
version: "1.0.0"
config-version: 2
profile: bench
flags:
  send_anonymous_usage_stats: false
`;

const PROFILES = `bench:
  target: dev
  outputs:
    dev: { type: duckdb, path: ":memory:" }
`;

/**
 * Writes the same models as a dbt project: one SQL file each. `described` adds what Sluice's declarations say too, each model's
 * description and its columns with their types, in one YAML file for ten models.
 */
export function writeDbtProject(folder: string, models: readonly Model[], described: boolean): void {
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  mkdirSync(join(folder, "models"), { recursive: true });
  write("dbt_project.yml", PROJECT);
  write("profiles.yml", PROFILES);
  const sources = ["people", "devices", ...new Set(models.flatMap(({ reads }) => (isSource(reads) ? [reads] : [])))];
  write("models/sources.yml", `sources:\n  - name: landing\n    tables:\n${sources.map((name) => `      - name: ${name}\n`).join("")}`);
  write("models/people_trusted.sql", `select * from {{ source('landing', 'people') }} where "agreedAt" is not null\n`);
  const groups = Map.groupBy(models, ({ group }) => group);
  for (const [group, members] of groups) {
    mkdirSync(join(folder, "models", group), { recursive: true });
    for (const model of members) write(`models/${group}/${model.name}.sql`, sqlOf(model));
    if (described) write(`models/${group}/schema.yml`, `models:\n${members.map(yamlOf).join("")}`);
  }
}

const isSource = (name: string): boolean => name.startsWith("events_");

function sqlOf({ reads, joins, above, columns }: Model): string {
  const from = isSource(reads) ? `{{ source('landing', '${reads}') }}` : `{{ ref('${reads}') }}`;
  const isPeople = joins === "people_trusted";
  const other = isPeople ? "{{ ref('people_trusted') }}" : "{{ source('landing', 'devices') }}";
  const on = isPeople ? `event."user" = other.email and event.at >= other."agreedAt"` : "event.device = other.serial";
  const selected = columns.map(({ name, of }) => `    ${of}."${name}"`).join(",\n");
  return `select\n${selected}\nfrom ${from} as event\njoin ${other} as other on ${on}\nwhere event.value > ${above}\n`;
}

function yamlOf({ name, description, columns }: Model): string {
  const described = columns.map((column) => `      - name: ${column.name}\n        data_type: ${column.type}\n`);
  return `  - name: ${name}\n    description: "${description}"\n    columns:\n${described.join("")}`;
}
