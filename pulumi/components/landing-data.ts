import { statSync } from "node:fs";
import { resolve } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { findLandingAtOnce } from "../../dsl/landing/find.ts";
import { LANDING } from "../decide/prefixes.ts";
import { Mistakes } from "../mistakes.ts";

const TITLE = "the stack's configuration is wrong";

/** What is below a folder on this machine, by the rule for landing files. Throws `Mistakes` where something is refused. */
function landingIn(folder: string): NonNullable<ReturnType<typeof findLandingAtOnce>> {
  const found = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? findLandingAtOnce(resolve(folder), "") : undefined;
  if (found === undefined) throw new Mistakes(TITLE, [`sluice:landingData: there is no folder ${folder}`]);
  if (found.refused.length === 0) return found;
  throw new Mistakes(
    TITLE,
    found.refused.map(({ path, reason }) => `sluice:landingData: ${JSON.stringify(path)} cannot be copied: ${reason}`),
  );
}

/** Landing files of a folder on this machine, copied into the lake. */
export class LandingData extends pulumi.ComponentResource {
  constructor(name: string, folder: string, lake: aws.s3.Bucket, options?: pulumi.ComponentResourceOptions) {
    // A component that throws later leaves promises that nobody awaits.
    const { files, passedOver } = landingIn(folder);
    super("sluice:storage:LandingData", name, {}, options);
    if (passedOver.length > 0)
      void pulumi.log.warn(
        `sluice:landingData: ${passedOver.length} files of no JSON lines are passed over, first ${passedOver
          .slice(0, 3)
          .map((path) => JSON.stringify(path))
          .join(", ")}`,
        this,
      );
    for (const { name: key, path } of files) {
      new aws.s3.BucketObjectv2(
        `${name}/${key}`,
        { bucket: lake.id, key: `${LANDING}${key}`, source: new pulumi.asset.FileAsset(path) },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
