import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { beforeAll, describe, expect, test } from "vitest";
import { type Ended, ROOT, sluice } from "./child.ts";
import { filesIn, newFolder, put } from "./folders.ts";
import { expectGood } from "./outcome.ts";

const WIDTHS = [80, 120];

/** What is called of each command, in the order of the lines, in a project with a lake: what goes well, and what fails. */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  compile: [
    ["--fix", "--dry-run"],
    ["--transforms", "broken"],
  ],
  check: [
    ["--base", "earlier"],
    ["--transforms", "broken"],
  ],
  plan: [
    ["--base", "earlier", "--landing", ".sluice/landing"],
    ["--base", "nowhere"],
  ],
  watch: [["--transform", "none"]],
  run: [[], ["--landing", "bad"], ["--memory", "little"]],
  history: [[], ["machine_learning_curated"], ["machine_learning"]],
  rollback: [["machine_learning_curated"], ["customer_trusted", "--to", "yesterday"]],
  verify: [[], ["--lake", "cut"]],
  clean: [["--dry-run"], ["--lake", "bad"]],
  sample: [
    ["--customers", "5", "--out", "more"],
    ["--out", "."],
  ],
  explain: [
    ["machine_learning_curated"],
    ["machine_learning_curated.user"],
    ["step_trainer_trusted"],
    ["too-many-cases"],
    ["machine_learning"],
  ],
  catalog: [
    ["--lake", ".sluice/lake", "--out", "catalog"],
    ["--out", "transforms"],
  ],
  init: [
    ["trusted", "customers_of_the_last_year"],
    ["trusted", "customer_trusted"],
  ],
  import: [["bad/customer/customers.json", "--out", "transforms/landing/imported.ts"], ["none.sql"]],
  rename: [
    ["customer_trusted.serialNumber", "deviceSerialNumber", "--dry-run"],
    ["customer_trusted.serial", "device"],
  ],
  ingest: [["more"], ["s3:/nowhere"]],
  trigger: [[]],
  query: [["row_counts"]],
};

const project = newFolder();
const call = (cwd: string, args: readonly string[], width?: number): Promise<Ended> =>
  sluice(args, { cwd, env: width === undefined ? {} : { COLUMNS: String(width) } });

beforeAll(async () => {
  cpSync(join(ROOT, "transforms"), join(project, "transforms"), { recursive: true });
  const bad = { customerName: "A", email: "not an address", serialNumber: "", registrationDate: "yesterday, in the afternoon" };
  put(project, {
    "broken/zones.ts": 'import { zone } from "sluice";\nexport const trusted = zone("Trusted", { personal: "maybe" });\n',
    "bad/customer/customers.json": `${JSON.stringify(bad)}\n`.repeat(20),
    "bad/accelerometer/motion.json": '{"user": 1}\n',
    "bad/step_trainer/steps.csv": "sensorReadingTime,serialNumber\n",
  });
  for (const args of [["sample", "--customers", "20"], ["compile"], ["run"], ["run"]]) expectGood(await call(project, args));
  cpSync(join(project, "generated"), join(project, "earlier"), { recursive: true });
  cpSync(join(project, ".sluice/lake"), join(project, "cut"), { recursive: true });
  const files = Object.keys(filesIn(join(project, "cut"))).filter((path) => path.endsWith(".parquet"));
  for (const file of files.slice(0, 3)) writeFileSync(join(project, "cut", file), "cut");
  const curated = join(project, "transforms/curated/machine-learning-curated.ts");
  writeFileSync(curated, readFileSync(curated, "utf8").replace(".join(", ".leftJoin("));
}, 120_000);

/** The words of an output, without what differs from one run to the other, and without what a tree or a table is drawn with. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/[0-9a-f]{6,}|[0-9][0-9.,:TZ-]*/g, "0")
    .split(/[\s│├└─|]+/)
    .filter((word) => word !== "" && !/^[-^~.]+$/.test(word));

/** Lines that are wider than the width, and have a place where they could go on below. */
const tooWide = (text: string, width: number): readonly string[] =>
  text
    .split("\n")
    .filter((line) => stringWidth(line) > width && /\S\s+\S/.test(line.replace(/^[\s│├└─|0-9=-]*/, "").replaceAll(/`[^`]*`/g, "``")));

test("every command is printed here", async () => {
  const { stdout } = await call(project, ["--help"]);
  const [, list = ""] = stdout.split("Commands:\n");
  expect([...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name)).toEqual(Object.keys(CALLS));
});

describe.concurrent("no line is wider than the terminal, and no word is cut:", { timeout: 240_000 }, () => {
  test.for(Object.entries(CALLS))("%s", async ([command, calls]) => {
    const printed = WIDTHS.map(async (width) => {
      const cwd = newFolder();
      cpSync(project, cwd, { recursive: true });
      const outputs: string[] = [];
      for (const args of [["--help"], ...calls]) {
        const { stdout, stderr } = await call(cwd, [command, ...args], width);
        for (const text of [stdout, stderr]) {
          expect(tooWide(text, width), `sluice ${command} ${args.join(" ")}`).toEqual([]);
          outputs.push(text.replaceAll(cwd, "."));
        }
      }
      return outputs.map(wordsOf);
    });
    const [narrow, wide] = await Promise.all(printed);
    expect(narrow).toEqual(wide);
  });
});
