import { resolve } from "node:path";
import { wordsOf } from "../diagnostics/codes.ts";
import { type Diagnostic, type Problem, Refusal } from "../diagnostics/diagnostic.ts";
import { visibleJson, visibleText } from "../diagnostics/visible.ts";
import { resolveProblems } from "../source/resolve.ts";
import { fitted, widthOf } from "./terminal-width.ts";

/** What a command ends with. `text` is for people, on stdout; `data` goes into the one object that `--json` prints. */
export interface Outcome {
  readonly diagnostics?: readonly Diagnostic[];
  readonly text?: string;
  /** Whether the text is for another program, and its lines stay as they are. */
  readonly verbatim?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface OutputOptions {
  readonly json?: boolean;
  /** The folder of the transforms, for the places of problems. */
  readonly transforms?: string;
}

type Data = NonNullable<Outcome["data"]>;

/**
 * Runs a command and prints what it ends with. Exit code 1 when there is an error among the diagnostics or the command
 * refuses, with `dataOfRefusal` as its data; anything else that is thrown is a bug of ours, and shows its stack.
 */
export async function conclude(options: OutputOptions, command: () => Promise<Outcome>, dataOfRefusal: Data = {}): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await command();
  } catch (failure) {
    if (!(failure instanceof Refusal)) process.stderr.write(`${visibleText(String(failure instanceof Error ? failure.stack : failure))}\n`);
    const problems = failure instanceof Refusal ? failure.problems : [bugOf(failure)];
    const diagnostics = await diagnosticsOf(problems, options);
    outcome = { diagnostics, data: dataOfRefusal };
  }
  const { diagnostics = [], text, verbatim = false, data } = outcome;
  const ok = !diagnostics.some(({ severity }) => severity === "error");
  if (!ok) process.exitCode = 1;
  if (options.json) {
    process.stdout.write(`${jsonLine({ ok, diagnostics, ...data })}\n`);
    return;
  }
  if (diagnostics.length > 0) process.stderr.write(`${await rendered(diagnostics)}\n`);
  if (text !== undefined) process.stdout.write(`${verbatim ? await shownText(text) : fitted(await shownText(text), process.stdout)}\n`);
}

/** A text in which a terminal obeys nothing but colours, where there are any. */
async function shownText(text: string): Promise<string> {
  const { wantsColour } = await import("../diagnostics/paint.ts");
  if (!wantsColour(process.env, process.stdout.isTTY === true)) return visibleText(text);
  return text
    .split(COLOUR)
    .map((part) => (part.startsWith(ESCAPE) && part.endsWith("m") ? part : visibleText(part)))
    .join("");
}

const ESCAPE = "\u001b";
const COLOUR = new RegExp(`(${ESCAPE}\\[\\d+m)`);

/** What a command says as JSON, on one line in which nothing is hidden. */
export const jsonLine = (value: unknown): string => visibleJson(JSON.stringify(value));

/** The problems as they are printed. */
export const diagnosticsOf = (problems: readonly Problem[], { transforms = "transforms" }: OutputOptions): Promise<readonly Diagnostic[]> =>
  resolveProblems(problems, resolve(transforms), process.cwd());

async function rendered(diagnostics: readonly Diagnostic[]): Promise<string> {
  const { renderDiagnostics } = await import("../diagnostics/render.ts");
  const { sourcesOf } = await import("../diagnostics/sources.ts");
  const { wantsColour } = await import("../diagnostics/paint.ts");
  const width = widthOf(process.stderr);
  return renderDiagnostics(diagnostics, sourcesOf(diagnostics, process.cwd()), {
    colour: wantsColour(process.env, process.stderr.isTTY === true),
    width: width ?? 80,
    wrap: width !== undefined,
  });
}

const bugOf = (failure: unknown): Problem => ({
  code: "bug",
  parameters: { message: failure instanceof Error ? failure.message : String(failure) },
});

/** Whoever reads the output may stop early (`| head`): no failure of the command. An answer that cannot be written is one. */
export function survivePipes(): void {
  process.stdout.on("error", (failure: NodeJS.ErrnoException) => {
    if (failure.code === "EPIPE") return;
    process.exitCode = 1;
    process.stderr.write(`${fitted(`sluice: cannot write to stdout: ${failure.message}`, process.stderr)}\n`);
  });
  process.stderr.on("error", () => {});
}

/** An unknown option or argument, of `sluice` or another program: exit code 2. */
export function failUsage(message: string, json: boolean, data: Data = {}, program?: string): void {
  process.exitCode = 2;
  const text = message.replace(/^error: /, "").replace("\n(Did you mean", " (Did you mean");
  const diagnostic = diagnosticOf({ code: "usage", parameters: { message: text, program } });
  if (json) process.stdout.write(`${jsonLine({ ok: false, diagnostics: [diagnostic], ...data })}\n`);
  else process.stderr.write(`${fitted(`sluice: ${diagnostic.message}\n${diagnostic.suggestion}`, process.stderr)}\n`);
}

function diagnosticOf({ code, parameters }: Problem): Diagnostic {
  const { severity, message, help } = wordsOf(code, parameters);
  return {
    code,
    severity,
    message,
    file: null,
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
    suggestion: help ?? null,
    notes: [],
    repairs: [],
  };
}
