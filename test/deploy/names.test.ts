import fc from "fast-check";
import { expect, test } from "vitest";
import { namesOf, type Place } from "../../pulumi/decide/names.ts";

const REGIONS = ["eu-central-1", "us-gov-west-1", "ap-southeast-7", "us-east-1"] as const;
const place: fc.Arbitrary<Place> = fc.record({
  partition: fc.constant("aws"),
  account: fc.stringMatching(/^[0-9]{12}$/),
  region: fc.constantFrom(...REGIONS),
});
const project = fc.stringMatching(/^[a-z][a-z0-9]{0,19}$/);
/** What Pulumi takes as the name of a stack. */
const stack = fc.stringMatching(/^[A-Za-z0-9_.-]{1,100}$/);
const table = fc.stringMatching(/^[a-z][a-z0-9_]{0,126}$/);

/** Every name that a lake with these tables and zones needs, by the namespace in which AWS wants it unique. */
function namesByKind(
  project: string,
  stack: string,
  at: Place,
  tables: readonly string[],
  zones: readonly string[],
): Record<string, string[]> {
  const names = namesOf(project, stack, at);
  return {
    bucket: [names.lakeBucket, names.scriptsBucket],
    database: [names.database],
    role: [...tables.map(names.jobRole), ...zones.map(names.readerRole), names.upkeepRole, names.quarantineReaderRole],
    job: tables.map(names.job),
    trigger: [...tables.map(names.trigger), names.startTrigger],
    workflow: [names.workflow],
    workgroup: [...zones.map(names.workgroup), names.lakeWorkgroup],
    topic: [names.topic],
    rule: [names.failureRule(1), names.failureRule(2)],
    alarm: [names.quarantineAlarm],
    logPrefix: [names.logPrefix],
  };
}

/** As AWS documents them; that AWS takes the names is not shown. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  bucket: /^(?!xn--|sthree-)[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/,
  database: /^[a-z0-9_][a-z0-9_-]{0,254}$/,
  role: /^[\w+=,.@-]{1,64}$/,
  job: /^[\w-]{1,255}$/,
  trigger: /^[\w-]{1,255}$/,
  workflow: /^[\w-]{1,255}$/,
  workgroup: /^[a-zA-Z0-9._-]{1,128}$/,
  topic: /^[\w-]{1,256}$/,
  rule: /^[.\w-]{1,64}$/,
  alarm: /^[\x20-\x7e]{1,255}$/,
  logPrefix: /^[.\-_/#A-Za-z0-9]{1,500}$/,
};

test("every name has the length and the characters that AWS allows, and none is given twice", () => {
  fc.assert(
    fc.property(project, stack, place, fc.uniqueArray(table, { maxLength: 12 }), fc.uniqueArray(table, { maxLength: 6 }), (...lake) => {
      for (const [kind, names] of Object.entries(namesByKind(...lake))) {
        for (const name of names) expect(name).toMatch(ALLOWED[kind] ?? /^$/);
        expect(new Set(names).size).toBe(names.length);
      }
    }),
    { numRuns: 500 },
  );
});

test("two stacks of one account have no name in common", () => {
  fc.assert(
    fc.property(
      fc.tuple(project, stack),
      fc.tuple(project, stack),
      place,
      fc.uniqueArray(table, { maxLength: 6 }),
      (one, other, at, tables) => {
        fc.pre(one.join("/") !== other.join("/"));
        const first = namesByKind(...one, at, tables, tables);
        const second = namesByKind(...other, at, tables, tables);
        for (const [kind, names] of Object.entries(first)) expect(names.filter((name) => second[kind]?.includes(name))).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ["dev", "dev-job", "upkeep"],
  ["dev", "Dev", "t"],
  ["a-b", "a_b", "t"],
  ["a.b", "a-b", "t"],
  ["quarantine", "quarantine-quarantine", "quarantine"],
])("the stacks %s and %s keep apart", (one, other, name) => {
  const at: Place = { partition: "aws", account: "123456789012", region: "eu-central-1" };
  const first = namesByKind("sluice", one, at, [name, "lake"], [name]);
  const second = namesByKind("sluice", other, at, [name, "lake"], [name]);
  for (const [kind, names] of Object.entries(first)) expect(names.filter((held) => second[kind]?.includes(held))).toEqual([]);
});
