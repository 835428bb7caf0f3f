import { expect, test } from "vitest";
import { deploymentOf } from "../../pulumi/decide/deployment.ts";
import type { Place } from "../../pulumi/decide/names.ts";
import { readGenerated, zonesOf } from "../../pulumi/generated.ts";
import { readSettings } from "../../pulumi/settings.ts";
import { GENERATED, PLACE, stediStack } from "./lake.ts";

const SCHEDULE = { schedule: "cron(0 3 * * ? *)" };

test.each<[Readonly<Record<string, string>>, readonly string[]]>([
  [{}, []],
  [SCHEDULE, ["nobody hears of a failed job or of too many bad records, and the stack runs by a schedule"]],
  [{ protect: "true" }, ["nobody hears of a failed job or of too many bad records, and the stack is protected"]],
  [{ ...SCHEDULE, alarmEmails: '["a@example.com"]' }, []],
  [{ ...SCHEDULE, alarmTopic: "arn:aws:sns:eu-central-1:123456789012:on-call" }, []],
])("%j: who hears of failures is asked of a stack that runs without anybody to see it", (configuration, warnings) => {
  expect(stediStack(configuration).warnings).toEqual(warnings.map((text) => expect.stringContaining(text)));
});

test("Glue's upkeep is off where the partition has none, and doubted where AWS names no region", () => {
  const at = (place: Partial<Place>) => {
    const generated = readGenerated(GENERATED);
    return deploymentOf(generated, readSettings({ upkeep: "true" }, zonesOf(generated)), "dev", { ...PLACE, ...place });
  };
  expect(at({}).upkeep?.tables).toHaveLength(4);
  expect(at({}).warnings).toEqual([]);
  const government = at({ partition: "aws-us-gov", region: "us-gov-west-1" });
  expect(government.upkeep).toBeUndefined();
  expect(government.warnings).toEqual(["Glue has no table optimizers in us-gov-west-1: sluice:upkeep does nothing"]);
  const elsewhere = at({ region: "eu-south-2" });
  expect(elsewhere.upkeep?.tables).toHaveLength(4);
  expect(elsewhere.warnings).toEqual([expect.stringContaining("AWS does not say that Glue has table optimizers in eu-south-2")]);
});
