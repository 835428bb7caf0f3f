import type { Command } from "commander";
import { visible } from "../../diagnostics/visible.ts";
import { keepOthersOut } from "../../run/access.ts";
import type { MemorySize } from "../../run/memory/size.ts";
import { compiled } from "../compiled.ts";
import { counted, grouped } from "../counted.ts";
import { memoryOption, transformsCommand } from "../options.ts";
import { conclude, type Outcome } from "../outcome.ts";
import { passedOverLine } from "../passed-over.ts";
import { progressLine } from "../progress-line.ts";
import { runProgress } from "../run-progress.ts";
import { clientOptions, type StackOptions, withStack } from "../stack-command.ts";
import { stoppable } from "../stoppable.ts";

interface Options extends StackOptions {
  readonly transforms: string;
  readonly memory?: MemorySize;
}

/** `sluice ingest`: checks landing files and copies them to a stack. */
export const ingestCommand = (): Command =>
  withStack(transformsCommand("ingest", "check landing files and copy them to the landing zone of a deployed stack"))
    .addOption(memoryOption())
    .argument("<from>", "a folder with a folder for each source, or s3://bucket/prefix")
    .action((from: string, options: Options) =>
      conclude(options, () => stoppable((signal) => run(from, options, signal)), { sources: [] }),
    );

async function run(from: string, options: Options, signal: AbortSignal): Promise<Outcome> {
  const { plan, diagnostics } = await compiled(options.transforms, { wants: "plan", signal });
  if (plan === undefined) return { diagnostics, data: { sources: [] } };
  const [{ stackOutputs }, { ingest }, { S3Client }] = await Promise.all([
    import("../../operate/stack.ts"),
    import("../../operate/ingest.ts"),
    import("@aws-sdk/client-s3"),
  ]);
  const outputs = await stackOutputs(options.stack);
  keepOthersOut(false);
  const reading = runProgress(process.stderr);
  const copying = progressLine(process.stderr);
  const { sources, passedOver } = await ingest(
    from,
    plan,
    outputs,
    new S3Client(clientOptions(options, outputs.region)),
    (event) => {
      if (event.event === "downloaded" || event.event === "copied")
        copying.say(`${event.event} ${event.done} of ${event.of}: ${event.file}`);
      else reading.show(event);
    },
    signal,
    options.memory,
  ).finally(() => {
    reading.end();
    copying.end();
  });
  const lines = sources.map(
    ({ source, files, unchanged, rows, quarantined }) =>
      `${source}: ${counted(files, "file")}${unchanged === 0 ? "" : `, ${grouped(unchanged)} of them there already`}, ${counted(rows, "row")}, ${counted(quarantined, "record")} will be quarantined`,
  );
  const passed = [
    ...sources.flatMap((source) => passedOverLine(source.source, source.passedOver)),
    ...passedOverLine("the delivery", passedOver),
  ];
  return {
    diagnostics,
    text: [...lines, ...passed, "", `They are in ${outputs.landing}. Next: npx sluice trigger --stack ${options.stack} --follow`]
      .map(visible)
      .join("\n"),
    data: { landing: outputs.landing, sources, passedOver },
  };
}
