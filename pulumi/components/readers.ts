import * as pulumi from "@pulumi/pulumi";
import type { Deployment } from "../decide/deployment.ts";
import { trust } from "../decide/policy-document.ts";
import { Role } from "./role.ts";

/** The roles that people take to query a zone, or to look into the quarantine. */
export class Readers extends pulumi.ComponentResource {
  constructor(name: string, { readers, settings, tags }: Deployment, options?: pulumi.ComponentResourceOptions) {
    super("sluice:access:Readers", name, {}, options);
    for (const { role, principals, rights } of readers)
      new Role(
        role,
        { roleName: role, description: "For people who query the lake.", trust: trust({ AWS: principals }), rights, settings, tags },
        { parent: this },
      );
    this.registerOutputs({});
  }
}
