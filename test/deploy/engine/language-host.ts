// A language host of Node for the Pulumi CLI, where the real one cannot be had: `pulumi-language-nodejs ENGINE`. It starts the program as the
// real one does, by @pulumi/pulumi/cmd/run in a Node of its own, with the same arguments and variables (pulumi/pulumi,
// sdk/nodejs/cmd/pulumi-language-nodejs/main.go). It asks for no plugins, because the tests attach their provider, and knows no debugger.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import languageGrpc from "@pulumi/pulumi/proto/language_grpc_pb.js";
import languageProto from "@pulumi/pulumi/proto/language_pb.js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";

/** With which cmd/run ends when the user has been told what is wrong. */
const TOLD = 32;

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
const engine = new engineGrpc.EngineClient(engineAddress, grpc.credentials.createInsecure());

type RunRequest = InstanceType<typeof languageProto.RunRequest>;

/** The arguments of cmd/run. */
function argumentsOf(request: RunRequest): string[] {
  const info = request.getInfo();
  const options: Readonly<Record<string, string | undefined>> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info?.getRootDirectory(),
    stack: request.getStack(),
    pwd: info?.getProgramDirectory() ?? request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const given = Object.entries(options).flatMap(([name, value]) => (value ? [`--${name}`, value] : []));
  return [...given, ...(request.getDryrun() ? ["--dry-run"] : []), info?.getEntryPoint() ?? request.getProgram(), ...request.getArgsList()];
}

/** Shows a line of the program as the engine shows a log. */
function log(severity: 1 | 3, message: string): Promise<void> {
  const request = new engineProto.LogRequest();
  request.setSeverity(severity);
  request.setMessage(message);
  return new Promise((resolve) => engine.log(request, () => resolve()));
}

async function run(request: RunRequest): Promise<InstanceType<typeof languageProto.RunResponse>> {
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const program = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run");
  const child = spawn("node", [program, ...argumentsOf(request)], {
    cwd: folder,
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { 1: "", 3: "" };
  child.stdout.on("data", (chunk: Buffer) => (said[1] += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said[3] += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  for (const severity of [1, 3] as const) if (said[severity] !== "") await log(severity, said[severity]);
  const response = new languageProto.RunResponse();
  response.setBail(code === TOLD);
  if (code !== 0 && code !== TOLD) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}

const answer =
  <Q, A>(act: (request: Q) => Promise<A> | A): grpc.handleUnaryCall<Q, A> =>
  ({ request }, callback) => {
    Promise.resolve()
      .then(() => act(request))
      .then(
        (result) => callback(null, result),
        (error: unknown) => callback({ code: grpc.status.UNKNOWN, message: String(error) }),
      );
  };

const server = new grpc.Server();
server.addService(
  languageGrpc.LanguageRuntimeService as unknown as grpc.ServiceDefinition,
  {
    handshake: answer(() => new languageProto.LanguageHandshakeResponse()),
    getRequiredPlugins: answer(() => new languageProto.GetRequiredPluginsResponse()),
    getRequiredPackages: answer(() => new languageProto.GetRequiredPackagesResponse()),
    getPluginInfo: answer(() => new pluginProto.PluginInfo()),
    run: answer(run),
  } as unknown as grpc.UntypedServiceImplementation,
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
