import { existsSync, globSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LANDING } from "../decide/prefixes.ts";
import { Mistakes } from "../mistakes.ts";

/** As the reading rule has it; globs skip names that start with a dot. */
const LANDING_FILES = "**/[!_]*.{json,jsonl,json.gz,jsonl.gz}";

/** Landing files of a folder on this machine, copied into the lake. */
export class LandingData extends pulumi.ComponentResource {
  constructor(name: string, folder: string, lake: aws.s3.Bucket, options?: pulumi.ComponentResourceOptions) {
    super("sluice:storage:LandingData", name, {}, options);
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new Mistakes("the stack's configuration is wrong", [`sluice:landingData: there is no folder ${folder}`]);
    for (const path of globSync(LANDING_FILES, { cwd: folder }).sort()) {
      const key = path.replaceAll(sep, "/");
      new aws.s3.BucketObjectv2(
        `${name}/${key}`,
        { bucket: lake.id, key: `${LANDING}${key}`, source: new pulumi.asset.FileAsset(join(folder, path)) },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
