import {
  type AthenaClient,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  DeleteWorkGroupCommand,
  GetNamedQueryCommand,
  GetWorkGroupCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { found } from "./clients.ts";
import { type Handler, text } from "./handler.ts";
import type { Properties } from "./property-values.ts";

interface Configuration {
  readonly enforceWorkgroupConfiguration: boolean;
  readonly publishCloudwatchMetricsEnabled: boolean;
  readonly bytesScannedCutoffPerQuery: number;
  readonly resultConfiguration: {
    readonly outputLocation: string;
    readonly encryptionConfiguration: { readonly encryptionOption: "SSE_S3" | "SSE_KMS"; readonly kmsKeyArn?: string };
  };
}

export function athenaHandlers(athena: AthenaClient): Readonly<Record<string, Handler>> {
  const settings = (inputs: Properties) => {
    const { resultConfiguration, ...own } = inputs["configuration"] as Configuration;
    const { encryptionOption, kmsKeyArn } = resultConfiguration.encryptionConfiguration;
    return {
      EnforceWorkGroupConfiguration: own.enforceWorkgroupConfiguration,
      PublishCloudWatchMetricsEnabled: own.publishCloudwatchMetricsEnabled,
      BytesScannedCutoffPerQuery: own.bytesScannedCutoffPerQuery,
      ResultConfiguration: {
        OutputLocation: resultConfiguration.outputLocation,
        EncryptionConfiguration: { EncryptionOption: encryptionOption, ...(kmsKeyArn === undefined ? {} : { KmsKey: kmsKeyArn }) },
      },
    };
  };
  return {
    "aws:athena/workgroup:Workgroup": {
      inputs: ["name", "description", "forceDestroy", "configuration", "tags"],
      replaces: ["name"],
      create: async (inputs) => {
        const Name = text(inputs, "name");
        await athena.send(new CreateWorkGroupCommand({ Name, Description: text(inputs, "description"), Configuration: settings(inputs) }));
        return { id: Name, outputs: inputs };
      },
      read: async (WorkGroup, state) =>
        (await found(athena.send(new GetWorkGroupCommand({ WorkGroup })))) === undefined ? undefined : state,
      update: async (WorkGroup, _, inputs) => {
        const { ResultConfiguration, ...own } = settings(inputs);
        await athena.send(
          new UpdateWorkGroupCommand({
            WorkGroup,
            Description: text(inputs, "description"),
            ConfigurationUpdates: { ...own, ResultConfigurationUpdates: ResultConfiguration },
          }),
        );
        return inputs;
      },
      remove: async (WorkGroup, state) =>
        void (await athena.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption: state["forceDestroy"] === true }))),
    },
    "aws:athena/namedQuery:NamedQuery": {
      inputs: ["name", "database", "workgroup", "query"],
      replaces: ["name", "database", "workgroup", "query"],
      create: async (inputs) => {
        const { NamedQueryId } = await athena.send(
          new CreateNamedQueryCommand({
            Name: text(inputs, "name"),
            Database: text(inputs, "database"),
            WorkGroup: text(inputs, "workgroup"),
            QueryString: text(inputs, "query"),
          }),
        );
        if (NamedQueryId === undefined) throw new Error("the emulator gives the query no id");
        return { id: NamedQueryId, outputs: inputs };
      },
      read: async (NamedQueryId, state) =>
        (await found(athena.send(new GetNamedQueryCommand({ NamedQueryId })))) === undefined ? undefined : state,
      update: async (_, __, inputs) => inputs,
      remove: async (NamedQueryId) => void (await found(athena.send(new DeleteNamedQueryCommand({ NamedQueryId })))),
    },
  };
}
