import * as pulumi from "@pulumi/pulumi";

/**
 * In a protected stack, refuses to be destroyed, and with it all that it depends on. Pulumi looks at the protection of a resource only when its turn comes: of a
 * stack whose buckets alone are protected, all else would be gone by then, because everything depends on them. What depends on everything
 * comes first. It stands in every stack, because Pulumi would not remove a protected one from the program.
 */
export class DestroyGuard extends pulumi.ComponentResource {
  constructor(name: string, parent: pulumi.Resource, protect: boolean, all: readonly pulumi.Resource[]) {
    super("sluice:DestroyGuard", name, {}, { parent, protect, dependsOn: protect ? [...all] : [] });
    this.registerOutputs({});
  }
}
