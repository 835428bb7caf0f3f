import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../decide/policy-document.ts";
import type { Settings } from "../settings.ts";

export interface RoleArgs {
  readonly roleName: string;
  readonly description: string;
  readonly trust: PolicyDocument;
  readonly rights: PolicyDocument;
  readonly settings: Settings;
  readonly tags: Readonly<Record<string, string>>;
}

/** A role with one policy of its own and nothing attached. */
export class Role extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { roleName, description, trust, rights, settings, tags }: RoleArgs, options?: pulumi.ComponentResourceOptions) {
    super("sluice:access:Role", name, {}, options);
    const { permissionsBoundary } = settings;
    const role = new aws.iam.Role(
      name,
      {
        name: roleName,
        description,
        assumeRolePolicy: JSON.stringify(trust),
        ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
        tags,
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(name, { name: "rights", role: role.id, policy: JSON.stringify(rights) }, { parent: this });
    // Whoever takes the role waits for its rights.
    this.arn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({});
  }
}
