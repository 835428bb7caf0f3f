import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../dsl/change/kinds/kinds.ts";
import { expectedOf, replaceExpected, reportOn, scenarioNames, type Trees, textsOf } from "./scenario.ts";

/**
 * Each folder is a change: `base/` and `head/` are transforms, and beside them stands what `sluice plan` makes of it, for the terminal, the
 * comment and tools. `UPDATE_SCENARIOS=1 npx vitest run test/change/scenarios` writes what comes out now: read the diff.
 */
const trees = new Map(
  execFileSync(process.execPath, [join(import.meta.dirname, "compile-scenarios.ts")], { encoding: "utf8", maxBuffer: 2 ** 30 })
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly scenario: string; readonly trees: Trees })
    .map((one) => [one.scenario, one.trees]),
);
const of = (scenario: string): Trees => trees.get(scenario) as Trees;

test.each(scenarioNames())("%s", (scenario) => {
  const texts = textsOf(scenario, of(scenario));
  if (process.env.UPDATE_SCENARIOS === "1") replaceExpected(scenario, texts);
  expect(texts).toEqual(expectedOf(scenario));
});

describe("the scenarios together", () => {
  test("show every kind of change", () => {
    const shown = new Set(scenarioNames().flatMap((scenario) => reportOn(of(scenario)).changes.map(({ kind }) => kind)));
    expect(Object.keys(KINDS).filter((kind) => !(shown as ReadonlySet<string>).has(kind))).toEqual([]);
  });

  test.each(scenarioNames())("from %s to itself nothing changes", (scenario) => {
    const { head } = of(scenario);
    const report = reportOn({ base: head, head });
    expect([report.changes, report.downstream, report.rights, report.jobs.jobs]).toEqual([[], [], [], []]);
  });
});

/** Every generated tree of the scenarios. Any two may be compared: most are versions of one lake. */
const all = [...trees.values()].flatMap(({ base, head }) => [base, head]);
const anyTree = fc.nat({ max: all.length - 1 }).map((i) => all[i] as Trees["base"]);
const RUNS = { numRuns: process.env.SLUICE_DEEP === undefined ? 150 : 5000 };

interface Named {
  /** The names of the tables that a plan names, as each side calls them. */
  readonly names: ReadonlySet<string>;
  /** Tables with a change of their own, likewise. */
  readonly changed: ReadonlySet<string>;
}

function namedIn(base: Trees["base"], head: Trees["head"]): Named {
  const { changes, downstream, jobs } = reportOn({ base, head });
  const changed = new Set(
    changes.flatMap(({ kind, table, before }) => [table, kind === "table-renamed" ? before : null].filter((name) => name !== null)),
  );
  return { changed, names: new Set([...changed, ...downstream.map(({ table }) => table), ...jobs.jobs.map(({ table }) => table)]) };
}

interface Manifest {
  readonly tables: readonly { readonly name: string; readonly zone: string; readonly reads: readonly string[] }[];
  readonly files: Readonly<Record<string, string>>;
}

const manifestOf = (tree: Trees["base"]): Manifest => JSON.parse(tree["manifest.json"] ?? '{"tables":[],"files":{}}');

/** The tables of which a generated file differs, by the manifests alone. */
function differing(base: Trees["base"], head: Trees["head"]): ReadonlySet<string> {
  const [before, after] = [manifestOf(base), manifestOf(head)];
  const paths = Object.keys({ ...before.files, ...after.files }).filter((path) => before.files[path] !== after.files[path]);
  const owned = [...before.tables, ...after.tables].filter(({ name, zone }) =>
    paths.some((path) => path.startsWith(`${zone}/${name}/`) || path === `queries/${name}.sql`),
  );
  return new Set(owned.map(({ name }) => name));
}

function withReaders({ tables }: Manifest, start: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(start);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { name, reads } of tables) if (reads.some((read) => found.has(read))) found.add(name);
  }
  return found;
}

describe("of any two versions", () => {
  test("a plan names every table whose files differ, and else only tables that read one of those", () => {
    fc.assert(
      fc.property(anyTree, anyTree, (base, head) => {
        const { names, changed } = namedIn(base, head);
        const own = differing(base, head);
        expect(changed).toEqual(own);
        expect([...names].filter((name) => !withReaders(manifestOf(head), own).has(name))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("what a plan from A to C says of is said of from A to B or from B to C, and what it leaves out is the same in A and C", () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyTree, (a, b, c) => {
        const [first, second, whole] = [namedIn(a, b), namedIn(b, c), namedIn(a, c)];
        const steps = new Set([...first.changed, ...second.changed]);
        expect([...whole.changed].filter((name) => !steps.has(name))).toEqual([]);
        const silent = [...steps].filter((name) => !whole.changed.has(name));
        expect(silent.filter((name) => differing(a, c).has(name))).toEqual([]);
      }),
      RUNS,
    );
  });
});
