// Signals from the first moment on, before the command has handlers of its own. Plain JavaScript, because `sluice.mjs` needs it on any Node.
import { writeSync } from "node:fs";

export const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/** What `interrupted` says when the command stops itself; a test holds the two together. */
export const STOPPED = {
  code: "interrupted",
  severity: "error",
  message: "stopped; nothing was committed",
  file: null,
  line: null,
  column: null,
  endLine: null,
  endColumn: null,
  suggestion: null,
  notes: [],
  repairs: [],
};

/**
 * Says that the command was stopped, and ends it: one JSON object on stdout with `--json`, else a sentence on stderr; exit code 1.
 * @returns {never}
 */
export function endStopped() {
  const args = process.argv.slice(2);
  const isJson = args.includes("--json");
  const engine = args.some((arg, i) => arg === "--engine=spark" || (arg === "--engine" && args[i + 1] === "spark")) ? "spark" : "duckdb";
  const answer = { ok: false, diagnostics: [STOPPED], ...(args[0] === "run" ? { engine, tables: [] } : {}) };
  try {
    if (isJson) writeSync(1, `${JSON.stringify(answer)}\n`);
    else writeSync(2, `${STOPPED.severity}[${STOPPED.code}]: ${STOPPED.message}\n`);
  } catch {
    // Whoever would read it is gone.
  }
  process.exit(1);
}

for (const signal of SIGNALS) process.on(signal, endStopped);

/** From here on the caller listens for signals itself. */
export function takeSignals() {
  for (const signal of SIGNALS) process.off(signal, endStopped);
}

/** Ends the process, as SIGTERM does, when the one that has started it with a channel is gone, however that ended. */
export function endWithParent() {
  if (process.channel == null) return;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel.unref();
}

/** Tells the process that has started this one with a channel the exit code, once it is settled: a signal may still end it while it clears up. */
export function tellEnd() {
  process.on("exit", (code) => {
    if (process.connected) process.send?.(code);
  });
}
