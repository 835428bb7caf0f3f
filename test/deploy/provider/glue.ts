import {
  CreateDatabaseCommand,
  CreateJobCommand,
  CreateTableCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  DeleteDatabaseCommand,
  DeleteJobCommand,
  DeleteTableCommand,
  DeleteTriggerCommand,
  DeleteWorkflowCommand,
  GetDatabaseCommand,
  GetJobCommand,
  GetTableCommand,
  GetTriggerCommand,
  GetWorkflowCommand,
  type GlueClient,
  type JobUpdate,
  StartWorkflowRunCommand,
  type TriggerType,
  UpdateDatabaseCommand,
  UpdateJobCommand,
  UpdateTableCommand,
  UpdateTriggerCommand,
  UpdateWorkflowCommand,
} from "@aws-sdk/client-glue";
import type { S3Client } from "@aws-sdk/client-s3";
import { found, REGION } from "./clients.ts";
import { columnsFrom, type TableProperties, tableInputOf } from "./glue-table.ts";
import { type Handler, text } from "./handler.ts";
import { createIcebergMetadata } from "./iceberg-metadata.ts";
import type { Properties } from "./property-values.ts";

export function glueHandlers(glue: GlueClient, s3: S3Client): Readonly<Record<string, Handler>> {
  return {
    "aws:glue/catalogDatabase:CatalogDatabase": {
      inputs: ["name", "catalogId", "description", "tags"],
      replaces: ["name", "catalogId"],
      create: async (inputs) => {
        const Name = text(inputs, "name");
        await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name, Description: text(inputs, "description") } }));
        return { id: `${text(inputs, "catalogId")}:${Name}`, outputs: { ...inputs, arn: arn(inputs, `database/${Name}`) } };
      },
      read: async (_, state) => {
        const database = (await found(glue.send(new GetDatabaseCommand({ Name: text(state, "name") }))))?.Database;
        return database === undefined ? undefined : { ...state, description: database.Description };
      },
      update: async (_, old, inputs) => {
        const Name = text(inputs, "name");
        await glue.send(new UpdateDatabaseCommand({ Name, DatabaseInput: { Name, Description: text(inputs, "description") } }));
        return { ...old, ...inputs };
      },
      remove: async (_, state) => void (await glue.send(new DeleteDatabaseCommand({ Name: text(state, "name") }))),
    },
    "aws:glue/catalogTable:CatalogTable": {
      inputs: [
        "name",
        "databaseName",
        "catalogId",
        "description",
        "tableType",
        "parameters",
        "partitionKeys",
        "storageDescriptor",
        "openTableFormatInput",
      ],
      replaces: ["name", "databaseName", "catalogId", "openTableFormatInput"],
      create: async (inputs) => {
        const table = inputs as unknown as TableProperties;
        const TableInput = tableInputOf(table);
        // As Glue does for `OpenTableFormatInput`, which emulators do not carry.
        const iceberg = table.openTableFormatInput === undefined ? {} : await createIcebergMetadata(s3, TableInput);
        await glue.send(
          new CreateTableCommand({
            DatabaseName: table.databaseName,
            TableInput: { ...TableInput, Parameters: { ...TableInput.Parameters, ...iceberg } },
          }),
        );
        return {
          id: `${table.catalogId}:${table.databaseName}:${table.name}`,
          outputs: { ...inputs, arn: arn(inputs, `table/${table.databaseName}/${table.name}`) },
        };
      },
      read: async (_, state) => {
        const { databaseName, name } = state as unknown as TableProperties;
        const held = (await found(glue.send(new GetTableCommand({ DatabaseName: databaseName, Name: name }))))?.Table;
        if (held === undefined) return undefined;
        const descriptor = state["storageDescriptor"] as Properties;
        return {
          ...state,
          ...(held.Description === undefined ? {} : { description: held.Description }),
          ...(held.Parameters === undefined || !("parameters" in state) ? {} : { parameters: held.Parameters }),
          storageDescriptor: {
            ...descriptor,
            columns: columnsFrom(held.StorageDescriptor?.Columns),
            location: held.StorageDescriptor?.Location,
          },
        };
      },
      // The real provider sends the whole table too: what is not in the inputs is gone.
      update: async (_, old, inputs) => {
        const table = inputs as unknown as TableProperties;
        await glue.send(new UpdateTableCommand({ DatabaseName: table.databaseName, TableInput: tableInputOf(table) }));
        return { ...old, ...inputs };
      },
      remove: async (_, state) =>
        void (await found(glue.send(new DeleteTableCommand({ DatabaseName: text(state, "databaseName"), Name: text(state, "name") })))),
    },
    "aws:glue/job:Job": {
      inputs: [
        "name",
        "description",
        "roleArn",
        "glueVersion",
        "command",
        "defaultArguments",
        "workerType",
        "numberOfWorkers",
        "timeout",
        "maxRetries",
        "jobRunQueuingEnabled",
        "executionClass",
        "executionProperty",
        "tags",
      ],
      replaces: ["name"],
      create: async (inputs) => {
        const Name = text(inputs, "name");
        await glue.send(new CreateJobCommand({ Name, ...jobOf(inputs) }));
        return { id: Name, outputs: { ...inputs, arn: arn(inputs, `job/${Name}`) } };
      },
      read: async (JobName, state) => {
        const held = (await found(glue.send(new GetJobCommand({ JobName }))))?.Job;
        if (held === undefined) return undefined;
        return {
          ...state,
          description: held.Description ?? state["description"],
          timeout: held.Timeout ?? state["timeout"],
          numberOfWorkers: held.NumberOfWorkers ?? state["numberOfWorkers"],
          defaultArguments: held.DefaultArguments ?? state["defaultArguments"],
          command: { ...(state["command"] as Properties), scriptLocation: held.Command?.ScriptLocation },
        };
      },
      update: async (JobName, old, inputs) => {
        await glue.send(new UpdateJobCommand({ JobName, JobUpdate: jobOf(inputs) }));
        return { ...old, ...inputs };
      },
      remove: async (JobName) => void (await glue.send(new DeleteJobCommand({ JobName }))),
    },
    "aws:glue/workflow:Workflow": {
      inputs: ["name", "description", "maxConcurrentRuns", "tags"],
      replaces: ["name"],
      create: async (inputs) => {
        const Name = text(inputs, "name");
        await glue.send(new CreateWorkflowCommand({ Name, ...workflowOf(inputs) }));
        return { id: Name, outputs: { ...inputs, arn: arn(inputs, `workflow/${Name}`) } };
      },
      read: async (Name, state) => ((await found(glue.send(new GetWorkflowCommand({ Name }))))?.Workflow === undefined ? undefined : state),
      update: async (Name, old, inputs) => {
        await glue.send(new UpdateWorkflowCommand({ Name, ...workflowOf(inputs) }));
        return { ...old, ...inputs };
      },
      remove: async (Name) => void (await glue.send(new DeleteWorkflowCommand({ Name }))),
    },
    "aws:glue/trigger:Trigger": {
      inputs: ["name", "description", "workflowName", "type", "enabled", "schedule", "startOnCreation", "predicate", "actions", "tags"],
      replaces: ["name", "type", "workflowName"],
      create: async (inputs) => {
        const Name = text(inputs, "name");
        await glue.send(
          new CreateTriggerCommand({
            Name,
            WorkflowName: text(inputs, "workflowName"),
            Type: text(inputs, "type") as TriggerType,
            StartOnCreation: inputs["startOnCreation"] === true,
            ...triggerOf(inputs),
          }),
        );
        // As the real provider, which starts a trigger on demand (internal/service/glue/trigger.go); the emulator then starts nothing of its own.
        if (inputs["type"] === "ON_DEMAND" && inputs["enabled"] !== false)
          await glue.send(new StartWorkflowRunCommand({ Name: text(inputs, "workflowName") }));
        return { id: Name, outputs: { ...inputs, arn: arn(inputs, `trigger/${Name}`) } };
      },
      read: async (Name, state) => ((await found(glue.send(new GetTriggerCommand({ Name }))))?.Trigger === undefined ? undefined : state),
      update: async (Name, old, inputs) => {
        await glue.send(new UpdateTriggerCommand({ Name, TriggerUpdate: triggerOf(inputs) }));
        return { ...old, ...inputs };
      },
      remove: async (Name) => void (await glue.send(new DeleteTriggerCommand({ Name }))),
    },
  };
}

const arn = (inputs: Properties, resource: string): string =>
  `arn:aws:glue:${REGION}:${typeof inputs["catalogId"] === "string" ? inputs["catalogId"] : "000000000000"}:${resource}`;

function jobOf(inputs: Properties): JobUpdate & { readonly Role: string; readonly Command: NonNullable<JobUpdate["Command"]> } {
  const command = inputs["command"] as { name: string; pythonVersion: string; scriptLocation: string };
  return {
    Description: text(inputs, "description"),
    Role: text(inputs, "roleArn"),
    GlueVersion: text(inputs, "glueVersion"),
    Command: { Name: command.name, PythonVersion: command.pythonVersion, ScriptLocation: command.scriptLocation },
    DefaultArguments: inputs["defaultArguments"] as Record<string, string>,
    WorkerType: text(inputs, "workerType") as "G.1X",
    NumberOfWorkers: inputs["numberOfWorkers"] as number,
    Timeout: inputs["timeout"] as number,
    MaxRetries: inputs["maxRetries"] as number,
    JobRunQueuingEnabled: inputs["jobRunQueuingEnabled"] === true,
    ExecutionClass: text(inputs, "executionClass") as "STANDARD",
    ExecutionProperty: { MaxConcurrentRuns: (inputs["executionProperty"] as { maxConcurrentRuns: number }).maxConcurrentRuns },
  };
}

const workflowOf = (inputs: Properties) => ({
  Description: text(inputs, "description"),
  MaxConcurrentRuns: inputs["maxConcurrentRuns"] as number,
});

function triggerOf(inputs: Properties) {
  const predicate = inputs["predicate"] as { logical: "AND"; conditions: Properties[] } | undefined;
  return {
    Description: text(inputs, "description"),
    Actions: (inputs["actions"] as Properties[]).map((action) => ({ JobName: text(action, "jobName") })),
    ...(typeof inputs["schedule"] === "string" ? { Schedule: inputs["schedule"] } : {}),
    ...(predicate === undefined
      ? {}
      : {
          Predicate: {
            Logical: predicate.logical,
            Conditions: predicate.conditions.map((condition) => ({
              JobName: text(condition, "jobName"),
              State: text(condition, "state") as "SUCCEEDED",
              LogicalOperator: text(condition, "logicalOperator") as "EQUALS",
            })),
          },
        }),
  };
}
