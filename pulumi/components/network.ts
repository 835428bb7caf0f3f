import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { endpointPolicy } from "../decide/bucket-policies.ts";
import type { Deployment } from "../decide/deployment.ts";

/** The S3 gateway endpoint of a VPC: what runs there reaches the lake without the internet. */
export class S3Endpoint extends pulumi.ComponentResource {
  constructor(name: string, { settings, place, arns, tags }: Deployment, options?: pulumi.ComponentResourceOptions) {
    super("sluice:network:S3Endpoint", name, {}, options);
    const invoke = { parent: this };
    const vpcId = settings.vpc === "default" ? aws.ec2.getVpcOutput({ default: true }, invoke).id : pulumi.output(settings.vpc);
    const routeTables = aws.ec2.getRouteTablesOutput({ vpcId }, invoke);
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId,
        serviceName: `com.amazonaws.${place.region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: routeTables.ids,
        policy: JSON.stringify(endpointPolicy(arns, place)),
        tags,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
