import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Manifest, sha256 } from "../../dsl/compiler/manifest.ts";
import { differing, filesIn, newFolder, put } from "../cli/folders.ts";
import { TRANSFORMS } from "../cli/lake.ts";
import { Rng } from "../random/rng.ts";
import { compiledNow, type Watching, watching } from "./watching.ts";

const SEED = Number(process.env.SLUICE_SEED ?? Date.now() % 1_000_000);
const STEPS = Number(process.env.SLUICE_CASES ?? (process.env.SLUICE_DEEP === undefined ? 5 : 200));

/** A module outside of the transforms that one of them imports. */
const settings = (least: number): string => `export const least: number = ${least};\n`;

const busy = (name: string, pages: number): string => `import { visits } from "../landing.ts";
import { tidy } from "../zones.ts";
import { least } from "../../app/settings.ts";

/** Visits of more than ${pages} pages. */
export const ${name} = tidy.table("${name}", { from: visits.filter((visit) => visit.pages.gt(${pages}).and(visit.pages.gt(least))) });
`;

/** How a file comes to have a text: as programs that write it at once, in two steps, or as editors that put another file in its place. */
const WAYS = ["at once", "in two steps", "by a rename"] as const;

async function write(file: string, text: string, way: (typeof WAYS)[number]): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  if (way === "by a rename") {
    writeFileSync(`${file}.tmp~`, text);
    renameSync(`${file}.tmp~`, file);
  } else {
    if (way === "in two steps") {
      writeFileSync(file, text.slice(0, text.length / 2));
      await sleep(30);
    }
    writeFileSync(file, text);
  }
}

/** Does one of the things that people do to their files. */
async function edit(cwd: string, rng: Rng): Promise<string> {
  const at = (path: string): string => join(cwd, path);
  const way = rng.pick(WAYS);
  const name = `busy_${rng.below(3)}`;
  const file = at(`transforms/${rng.pick(["tidy", "more"])}/${name}.ts`);
  const towns = at("transforms/tidy/towns.ts");
  const kind = rng.pick(["add", "add", "delete", "rename", "break", "mend", "outside", "outside", "mistake", "touch", "folder"] as const);
  switch (kind) {
    case "add":
      await write(file, busy(name, rng.below(50)), way);
      break;
    case "delete":
      rmSync(file, { force: true });
      break;
    case "rename":
      if (existsSync(file)) renameSync(file, join(dirname(file), `renamed_${rng.below(2)}.ts`));
      break;
    case "break":
      await write(towns, "export const towns = tidy.table(;\n", way);
      break;
    case "mend":
      await write(towns, String(TRANSFORMS["tidy/towns.ts"]), way);
      break;
    case "outside":
      if (rng.chance(0.2)) rmSync(at("app/settings.ts"), { force: true });
      else await write(at("app/settings.ts"), settings(rng.below(9)), way);
      break;
    case "mistake":
      await write(towns, String(TRANSFORMS["tidy/towns.ts"]).replace('"town"', rng.pick(['"twon"', '"name"'])), way);
      break;
    case "touch":
      if (existsSync(towns)) utimesSync(towns, new Date(), new Date());
      break;
    case "folder":
      if (existsSync(at("transforms/more"))) {
        if (rng.chance(0.5)) rmSync(at("transforms/more"), { recursive: true });
        else if (!existsSync(at("transforms/other"))) renameSync(at("transforms/more"), at("transforms/other"));
      } else if (existsSync(at("transforms/other"))) renameSync(at("transforms/other"), at("transforms/more"));
  }
  return `${kind} ${way}`;
}

/** The last compile that was told is one of the files as they are, and `generated/` is what a compile of them gives. */
async function expectCurrent(cwd: string, watch: Watching, what: string): Promise<void> {
  const { plan, files, diagnostics } = await compiledNow(cwd);
  const expected = plan === undefined ? undefined : Object.fromEntries(files);
  await watch.until(what, () => {
    const last = watch.events().at(-1);
    if (last?.event !== "end" || JSON.stringify(last.diagnostics) !== JSON.stringify(diagnostics)) return false;
    const generated = filesIn(join(cwd, "generated"));
    // What does not compile leaves the files of some compile before.
    return expected === undefined ? isOfOneCompile(generated) : differing(generated, expected).length === 0;
  });
}

function isOfOneCompile(generated: Readonly<Record<string, string>>): boolean {
  const { files } = JSON.parse(generated["manifest.json"] ?? "{}") as Manifest;
  const hashes = Object.entries(generated).map(([path, text]) => [path, sha256(text)]);
  return (
    hashes.every(([path = "", hash]) => path === "manifest.json" || files[path] === hash) && hashes.length === Object.keys(files).length + 1
  );
}

test(`after random edits, the generated files are those of a compile (SLUICE_SEED=${SEED})`, { timeout: 3_600_000 }, async () => {
  const rng = new Rng(SEED);
  const cwd = put(newFolder(), { "app/settings.ts": settings(1) });
  put(join(cwd, "transforms"), TRANSFORMS);
  const watch = watching(cwd, "--json");
  await watch.ended(1);
  await expectCurrent(cwd, watch, "the first compile");
  const done: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    // Many at once are one change, or follow each other while a compile runs.
    for (let many = rng.chance(0.3) ? 4 : 1; many > 0; many--) {
      done.push(await edit(cwd, rng));
      if (rng.chance(0.5)) await sleep(rng.below(120));
    }
    await expectCurrent(cwd, watch, `step ${step} of seed ${SEED}: ${done.slice(-4).join(", ")}`);
  }
  expect(watch.stderr()).toBe("");
  expect(await watch.stop()).toBe(0);
});
