import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerProto from "@pulumi/pulumi/proto/provider_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import type { Handler } from "./handler.ts";
import { hasUnknown, type Properties, toProperties, toStruct } from "./property-values.ts";

export type Invokes = Readonly<Record<string, (args: Properties) => Properties>>;

export interface Provider {
  /** For `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
  readonly port: number;
  /** Types whose next creation or update fails, once each. */
  readonly failNext: Set<string>;
  readonly stop: () => void;
}

type Unary<Q, A> = grpc.handleUnaryCall<Q, A>;

/**
 * A Pulumi provider named `aws`, on 127.0.0.1: the real engine and the real @pulumi/aws talk to it. It does not prove what the
 * real provider validates, nor what AWS does beyond the emulator; it refuses types and properties that it does not know.
 */
export async function startProvider(handlers: Readonly<Record<string, Handler>>, invokes: Invokes): Promise<Provider> {
  const failNext = new Set<string>();
  const handlerOf = (type: string): Handler => {
    const handler = handlers[type];
    if (handler === undefined) throw new Error(`the test's provider does not know the resource type ${type}`);
    return handler;
  };
  const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
  const failing = (type: string): void => {
    if (failNext.delete(type)) throw new Error(`${type} fails because the test says so`);
  };
  const answer =
    <Q, A>(act: (request: Q) => Promise<A> | A): Unary<Q, A> =>
    (call, callback) => {
      Promise.resolve()
        .then(() => act(call.request))
        .then(
          (result) => callback(null, result),
          (error: unknown) => callback({ code: grpc.status.UNKNOWN, message: error instanceof Error ? error.message : String(error) }),
        );
    };
  const empty = answer(() => new emptyProto.Empty());

  const server = new grpc.Server();
  server.addService(
    providerGrpc.ResourceProviderService as unknown as grpc.ServiceDefinition,
    {
      handshake: (_: unknown, callback: grpc.sendUnaryData<unknown>) => callback({ code: grpc.status.UNIMPLEMENTED }),
      attach: empty,
      cancel: empty,
      getPluginInfo: answer(() => {
        const info = new pluginProto.PluginInfo();
        info.setVersion("7.48.0");
        return info;
      }),
      checkConfig: answer((request: InstanceType<typeof providerProto.CheckRequest>) => {
        const response = new providerProto.CheckResponse();
        response.setInputs(request.getNews());
        return response;
      }),
      diffConfig: answer(() => new providerProto.DiffResponse()),
      configure: answer(() => {
        const response = new providerProto.ConfigureResponse();
        response.setSupportspreview(true);
        return response;
      }),
      invoke: answer((request: InstanceType<typeof providerProto.InvokeRequest>) => {
        const invoke = invokes[request.getTok()];
        if (invoke === undefined) throw new Error(`the test's provider does not know the function ${request.getTok()}`);
        const response = new providerProto.InvokeResponse();
        response.setReturn(toStruct(invoke(toProperties(request.getArgs()))));
        return response;
      }),
      check: answer((request: InstanceType<typeof providerProto.CheckRequest>) => {
        const type = typeOf(request.getUrn());
        const response = new providerProto.CheckResponse();
        const { inputs, refuses } = handlerOf(type);
        const news = toProperties(request.getNews());
        response.setInputs(request.getNews());
        const unknown = Object.keys(news)
          .filter((name) => !inputs.includes(name) && !name.startsWith("__"))
          .map((name) => [name, `the test's provider does not know the property \`${name}\` of ${type}`] as const);
        response.setFailuresList(
          [...unknown, ...(refuses?.(news) ?? [])].map(([property, reason]) => {
            const failure = new providerProto.CheckFailure();
            failure.setProperty(property);
            failure.setReason(reason);
            return failure;
          }),
        );
        return response;
      }),
      diff: answer((request: InstanceType<typeof providerProto.DiffRequest>) => {
        const handler = handlerOf(typeOf(request.getUrn()));
        const olds = toProperties(request.getOldInputs());
        const news = toProperties(request.getNews());
        const ignored = request.getIgnorechangesList();
        const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
          (name) => !name.startsWith("__") && !ignored.includes(name) && !isDeepStrictEqual(olds[name], news[name]),
        );
        const response = new providerProto.DiffResponse();
        response.setChanges(
          changed.length > 0 ? providerProto.DiffResponse.DiffChanges.DIFF_SOME : providerProto.DiffResponse.DiffChanges.DIFF_NONE,
        );
        response.setDiffsList(changed);
        const replaces = changed.filter((name) => handler.replaces.includes(name));
        response.setReplacesList(replaces);
        response.setDeletebeforereplace(replaces.length > 0 && handler.inputs.includes(handler.namedBy ?? "name"));
        return response;
      }),
      create: answer(async (request: InstanceType<typeof providerProto.CreateRequest>) => {
        const type = typeOf(request.getUrn());
        const response = new providerProto.CreateResponse();
        if (request.getPreview()) {
          response.setProperties(request.getProperties());
          return response;
        }
        const inputs = toProperties(request.getProperties());
        if (hasUnknown(inputs)) throw new Error(`${request.getUrn()} is created with unknown inputs`);
        failing(type);
        const { id, outputs } = await handlerOf(type).create(inputs);
        response.setId(id);
        response.setProperties(toStruct(outputs));
        return response;
      }),
      read: answer(async (request: InstanceType<typeof providerProto.ReadRequest>) => {
        const state = toProperties(request.getProperties());
        const found = await handlerOf(typeOf(request.getUrn())).read(request.getId(), state);
        const response = new providerProto.ReadResponse();
        if (found === undefined) return response;
        const oldInputs = toProperties(request.getInputs());
        response.setId(request.getId());
        response.setProperties(toStruct(found));
        response.setInputs(
          toStruct(Object.fromEntries(Object.keys(oldInputs).map((name) => [name, name in found ? found[name] : oldInputs[name]]))),
        );
        return response;
      }),
      update: answer(async (request: InstanceType<typeof providerProto.UpdateRequest>) => {
        const type = typeOf(request.getUrn());
        const response = new providerProto.UpdateResponse();
        const olds = toProperties(request.getOlds());
        const news = toProperties(request.getNews());
        if (request.getPreview()) {
          response.setProperties(toStruct({ ...olds, ...news }));
          return response;
        }
        failing(type);
        response.setProperties(toStruct(await handlerOf(type).update(request.getId(), olds, news)));
        return response;
      }),
      delete: answer(async (request: InstanceType<typeof providerProto.DeleteRequest>) => {
        await handlerOf(typeOf(request.getUrn())).remove(request.getId(), toProperties(request.getProperties()));
        return new emptyProto.Empty();
      }),
    } as unknown as grpc.UntypedServiceImplementation,
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { port, failNext, stop: () => server.forceShutdown() };
}
