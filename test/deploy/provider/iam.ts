import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { found } from "./clients.ts";
import { type Handler, text } from "./handler.ts";
import type { Properties } from "./property-values.ts";

/** The text of a policy as it was given, when what AWS holds means the same. */
const sameText = (given: string, held: string): string => {
  const decoded = decodeURIComponent(held);
  return JSON.stringify(JSON.parse(decoded)) === JSON.stringify(JSON.parse(given)) ? given : decoded;
};

export function iamHandlers(iam: IAMClient): Readonly<Record<string, Handler>> {
  const put = async (inputs: Properties): Promise<void> =>
    void (await iam.send(
      new PutRolePolicyCommand({
        RoleName: text(inputs, "role"),
        PolicyName: text(inputs, "name"),
        PolicyDocument: text(inputs, "policy"),
      }),
    ));
  return {
    "aws:iam/role:Role": {
      inputs: ["name", "description", "assumeRolePolicy", "permissionsBoundary", "tags"],
      replaces: ["name"],
      create: async (inputs) => {
        const RoleName = text(inputs, "name");
        const boundary = inputs["permissionsBoundary"];
        const { Role } = await iam.send(
          new CreateRoleCommand({
            RoleName,
            Description: text(inputs, "description"),
            AssumeRolePolicyDocument: text(inputs, "assumeRolePolicy"),
            ...(typeof boundary === "string" ? { PermissionsBoundary: boundary } : {}),
          }),
        );
        return { id: RoleName, outputs: { ...inputs, arn: Role?.Arn } };
      },
      read: async (RoleName, state) => {
        const role = (await found(iam.send(new GetRoleCommand({ RoleName }))))?.Role;
        if (role?.AssumeRolePolicyDocument === undefined) return undefined;
        return { ...state, assumeRolePolicy: sameText(text(state, "assumeRolePolicy"), role.AssumeRolePolicyDocument) };
      },
      update: async (RoleName, old, inputs) => {
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: text(inputs, "assumeRolePolicy") }));
        await iam.send(new UpdateRoleCommand({ RoleName, Description: text(inputs, "description") }));
        return { ...old, ...inputs };
      },
      remove: async (RoleName) => void (await iam.send(new DeleteRoleCommand({ RoleName }))),
    },
    "aws:iam/rolePolicy:RolePolicy": {
      inputs: ["name", "role", "policy"],
      replaces: ["name", "role"],
      create: async (inputs) => {
        await put(inputs);
        return { id: `${text(inputs, "role")}:${text(inputs, "name")}`, outputs: inputs };
      },
      read: async (_, state) => {
        const held = await found(iam.send(new GetRolePolicyCommand({ RoleName: text(state, "role"), PolicyName: text(state, "name") })));
        return held?.PolicyDocument === undefined ? undefined : { ...state, policy: sameText(text(state, "policy"), held.PolicyDocument) };
      },
      update: async (_, __, inputs) => {
        await put(inputs);
        return inputs;
      },
      remove: async (_, state) =>
        void (await iam.send(new DeleteRolePolicyCommand({ RoleName: text(state, "role"), PolicyName: text(state, "name") }))),
    },
  };
}
