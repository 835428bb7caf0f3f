import { deploymentOf } from "../../../pulumi/decide/deployment.ts";
import { zonesOf } from "../../../pulumi/generated.ts";
import { readSettings } from "../../../pulumi/settings.ts";
import { lakeWith, PLACE } from "../lake.ts";
import type { Registered } from "../promises.ts";
import { registeredOf } from "../registered.ts";
import { STACK_FILES } from "../stack-files.ts";

const READER = '["arn:aws:iam::123456789012:role/scientist"]';

/** Every setting that makes the program register more, or otherwise. */
const FULL: Readonly<Record<string, string>> = {
  kmsKey: "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  permissionsBoundary: "arn:aws:iam::123456789012:policy/bound",
  vpc: "default",
  readers: `{"curated":${READER},"trusted":${READER},"landing":${READER}}`,
  quarantineReaders: READER,
  alarmEmails: '["alarms@example.com"]',
  schedule: "cron(0 3 * * ? *)",
  queue: "true",
  upkeep: "true",
  tags: '{"team":"data platform: the whole/one"}',
};

/** What STEDI's stacks register, by the stack's name: with no setting, with all, and as the project ships them. */
export async function modelStacks(): Promise<Readonly<Record<string, readonly Registered[]>>> {
  const stacks: Record<string, readonly Registered[]> = {};
  for (const [stack, configuration] of Object.entries({ bare: {}, full: FULL, ...STACK_FILES }))
    stacks[stack] = await registeredOf(configuration, stack);
  return stacks;
}

/** What a lake of 1,000 tables registers. */
export function thousandTables(): Promise<readonly Registered[]> {
  const lake = lakeWith(995);
  return registeredOf({}, "thousand", deploymentOf(lake, readSettings({}, zonesOf(lake)), "thousand", PLACE));
}
