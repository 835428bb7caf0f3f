import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Mistakes } from "../../pulumi/mistakes.ts";
import { readSettings, SETTING_NAMES, settingsIn } from "../../pulumi/settings.ts";
import { STACK_FILES } from "./stack-files.ts";

const ZONES = ["curated", "landing", "trusted"];
const READER = "arn:aws:iam::123456789012:role/scientist";

function mistakesOf(configuration: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(configuration, ZONES);
  } catch (error) {
    if (error instanceof Mistakes) return error.lines;
    throw error;
  }
  return [];
}

test("no setting at all is a stack with the defaults", () => {
  expect(readSettings({}, ZONES)).toMatchObject({
    name: "sluice",
    glueVersion: "6.0",
    jobs: "each",
    workers: 2,
    protect: false,
    vpc: "none",
    readers: {},
  });
});

test("texts, numbers, lists and objects are read as Pulumi gives them", () => {
  const settings = readSettings(
    { glueVersion: "5.1", workers: "4", flex: "true", readers: JSON.stringify({ curated: [READER] }), alarmEmails: '["a@example.com"]' },
    ZONES,
  );
  expect(settings).toMatchObject({
    glueVersion: "5.1",
    workers: 4,
    flex: true,
    readers: { curated: [READER] },
    alarmEmails: ["a@example.com"],
  });
});

const WRONG: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [{ worker: "2" }, "sluice:worker is no setting; did you mean `workers`?"],
  [{ qqqqqqqqqqqq: "2" }, "sluice:qqqqqqqqqqqq is no setting; the settings are: `name`"],
  [{ name: "My-Lake" }, 'sluice:name is "My-Lake": expected 1 to 20 lower-case letters and digits, a letter first'],
  [{ glueVersion: "4.0" }, 'sluice:glueVersion is "4.0": expected one of 6.0, 5.1'],
  [{ jobs: "all" }, 'sluice:jobs is "all": expected one of each, one'],
  [{ workerType: "G.3X" }, 'sluice:workerType is "G.3X": expected one of G.1X, G.2X, G.4X, G.8X, G.12X, G.16X'],
  [{ workers: "1" }, "sluice:workers is 1: expected at least 2"],
  [{ workers: "300" }, "sluice:workers is 300: expected at most 299"],
  [{ workers: "2.5" }, "sluice:workers is 2.5: expected a whole number"],
  [{ workers: "two" }, 'sluice:workers is "two": expected number'],
  [{ timeoutMinutes: "0" }, "sluice:timeoutMinutes is 0: expected at least 1"],
  [{ retries: "-1" }, "sluice:retries is -1: expected at least 0"],
  [{ queue: "true", retries: "2" }, "sluice:queue is true: Glue does not queue a job that has retries (2): set one of the two"],
  [{ queue: "yes" }, 'sluice:queue is "yes": expected boolean'],
  [{ flex: "true", workerType: "G.4X" }, "sluice:flex is true: FLEX runs on G.1X or G.2X only, not on G.4X"],
  [{ schedule: "every day" }, 'sluice:schedule is "every day": expected cron(minutes hours day-of-month month day-of-week year)'],
  [{ protect: "1" }, "sluice:protect is 1: expected boolean"],
  [{ oldVersionDays: "0" }, "sluice:oldVersionDays is 0: expected at least 1"],
  [{ logDays: "31" }, "sluice:logDays is 31: expected one of 1, 3, 5, 7, 14, 30"],
  [{ kmsKey: "alias/lake" }, 'sluice:kmsKey is "alias/lake": expected the ARN of a KMS key'],
  [{ permissionsBoundary: "arn:aws:iam::12:policy/x" }, "expected the ARN of an IAM policy"],
  [{ vpc: "my-vpc" }, 'sluice:vpc is "my-vpc": expected none, default or the id of a VPC'],
  [{ readers: JSON.stringify({ gold: [READER] }) }, "sluice:readers: there is no zone `gold`; the zones are curated, landing, trusted"],
  [{ readers: JSON.stringify({ curated: ["me"] }) }, "sluice:readers (at curated.0) is"],
  [{ readers: JSON.stringify({ curated: [] }) }, "sluice:readers (at curated) is"],
  [{ readers: "curated" }, 'sluice:readers is "curated": expected record'],
  [{ quarantineReaders: "[]" }, "sluice:quarantineReaders is []: expected at least 1"],
  [{ queryScanLimitGB: "0" }, "sluice:queryScanLimitGB is 0: expected at least 1"],
  [{ alarmEmails: '["somebody"]' }, "expected an e-mail address"],
  [{ alarmEmails: '["a@example.com","b@example.com","a@example.com"]' }, "expected each address once"],
  [{ alarmTopic: "on-call" }, 'sluice:alarmTopic is "on-call": expected the ARN of a standard SNS topic'],
  [{ alarmTopic: "arn:aws:sns:eu-central-1:123456789012:on-call.fifo" }, "expected the ARN of a standard SNS topic"],
  [
    { alarmTopic: "arn:aws:sns:eu-central-1:123456789012:on-call", alarmEmails: '["a@example.com"]' },
    "the stack has no topic of its own to subscribe alarmEmails to",
  ],
  [{ quotas: '{"tables":5000}' }, "sluice:quotas"],
  [{ quotas: '{"jobs":0}' }, 'sluice:quotas (at jobs) is {"jobs":0}: expected at least 1'],
  [{ tags: '{"aws:owner":"x"}' }, "a tag's name may not start with aws:"],
  [{ tags: '{"Sluice:stack":"prod"}' }, "a tag's name may not start with sluice:"],
  [{ tags: '{"team":"a","Team":"b"}' }, "`Team` stands there twice"],
  [{ tags: JSON.stringify(Object.fromEntries(Array.from({ length: 46 }, (_, n) => [`t${n}`, ""]))) }, "expected at most 45"],
  [{ schedule: "cron(0 3 * * * *)" }, "one of day-of-month and day-of-week has to be ?"],
  [{ tags: '{"owner?":"x"}' }, "a tag's name takes letters"],
  [{ tags: '{"owner":"data, and more"}' }, "a tag's value takes letters"],
];

test.each(WRONG)("%j is refused", (configuration, message) => {
  expect(mistakesOf(configuration).join("\n")).toContain(message);
});

test.each([
  ["lake", "Sluice:workers", "Sluice:workers is no setting of Sluice; did you mean `sluice:workers`?"],
  ["lake", "lake:workers", "lake:workers is no setting of Sluice; did you mean `sluice:workers`?"],
])("in the project %s, the key %s is told", (project, key, message) => {
  expect(() => settingsIn({ "aws:region": "eu-central-1", [key]: "4" }, project)).toThrow(message);
});

test("keys of others are nobody's mistake", () => {
  const configuration = { "aws:region": "eu-central-1", "sluice:workers": "4", "sluicer:workers": "5", "sluice:tags": '{"a":"b:c"}' };
  expect(settingsIn(configuration, "lake")).toEqual({ workers: "4", tags: '{"a":"b:c"}' });
});

test("all mistakes are told at once", () => {
  expect(mistakesOf({ workers: "1", glueVersion: "3", wokers: "2" })).toHaveLength(3);
});

test("docs/deploy.md tells of every setting, and of no other", () => {
  const section = readFileSync("docs/deploy.md", "utf8")
    .split("\n## ")
    .find((text) => text.startsWith("Settings\n"));
  const rows = [...(section ?? "").matchAll(/^\| (`[^|]+) \|/gm)].map(([, keys = ""]) => keys);
  expect(rows.flatMap((keys) => [...keys.matchAll(/`(\w+)`/g)].map(([, key]) => key)).sort()).toEqual([...SETTING_NAMES].sort());
});

test("the stacks that come with the project are dev and prod, and valid", () => {
  expect(Object.keys(STACK_FILES).sort()).toEqual(["dev", "prod"]);
  for (const configuration of Object.values(STACK_FILES)) {
    expect(Object.keys(configuration).length).toBeGreaterThan(3);
    expect(() => readSettings(configuration, ZONES)).not.toThrow();
  }
});
