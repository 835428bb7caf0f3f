import { resolve } from "node:path";
import type { Command } from "commander";
import type { Compilation } from "../../compiler/compile.ts";
import { Refusal } from "../../diagnostics/diagnostic.ts";
import { CACHE, folderOption, transformsCommand } from "../options.ts";
import { conclude, diagnosticsOf, type Outcome } from "../outcome.ts";
import { stoppable } from "../stoppable.ts";
import type { Round } from "../watch-report.ts";

interface Options {
  readonly transforms: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `sluice watch`: compiles again whenever a transform changes. */
export const watchCommand = (): Command =>
  transformsCommand("watch", "compile again whenever a transform changes, until Ctrl-C; editors can read the mistakes")
    .addOption(folderOption("--out <dir>", "the folder of the generated files", "generated"))
    .action((options: Options) => conclude(options, () => stoppable((signal) => watch(options, signal))));

async function watch(options: Options, stopped: AbortSignal): Promise<Outcome> {
  const { jsonReport, textReport } = await import("../watch-report.ts");
  const { watchTransforms } = await import("../../watch/watch.ts");
  const report = options.json ? jsonReport(process.stdout) : textReport(process.stdout, options.out);
  const unread = new AbortController();
  process.stdout.once("error", () => unread.abort());
  await watchTransforms({
    transforms: resolve(options.transforms),
    cache: resolve(CACHE),
    cwd: process.cwd(),
    signal: AbortSignal.any([stopped, unread.signal]),
    onBegin: report.begin,
    onEnd: async (compile, begun) => {
      const written = await writtenOf(compile, options);
      report.end({ ...written, milliseconds: performance.now() - begun });
    },
  });
  return { data: { event: "stopped" } };
}

/** Writes what a compile made. A refusal is told like a mistake; anything else ends the command. */
async function writtenOf(compile: Promise<Compilation>, options: Options): Promise<Omit<Round, "milliseconds">> {
  try {
    const { plan, files, diagnostics } = await compile;
    const { writeGenerated } = await import("../../compiler/write.ts");
    return plan === undefined ? { diagnostics } : { diagnostics, written: writeGenerated(options.out, files) };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { diagnostics: await diagnosticsOf(failure.problems, options) };
  }
}
