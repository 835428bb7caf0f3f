import { wordsOf } from "../../diagnostics/codes.ts";
import { Refusal } from "../../diagnostics/diagnostic.ts";
import type { Bench } from "./bench.ts";
import { maskedJson } from "./mask.ts";
import type { StepRecord } from "./recording.ts";
import type { Step } from "./steps.ts";

/** An error as it goes into a recording, in one sentence. */
const sentenceOf = (error: unknown): string =>
  error instanceof Refusal
    ? error.problems.map(({ code, parameters }) => wordsOf(code, parameters).message).join("; ")
    : String((error as Error).message ?? error);

export interface ProveOptions {
  /** Stops what is being done; what is always done is done all the same. */
  readonly signal: AbortSignal;
  /** Stops that too. */
  readonly removal: AbortSignal;
  readonly onStep: (step: Step) => void;
  readonly onRecord: (record: StepRecord) => void;
}

/**
 * Does the steps in their order. After one that fails, or an abort, only those that are always done. Throws nothing of theirs: each has a
 * record, without what would tell whose account it was.
 */
export async function prove(bench: Bench, steps: readonly Step[], options: ProveOptions): Promise<readonly StepRecord[]> {
  const { signal, removal, onStep, onRecord } = options;
  const records: StepRecord[] = [];
  for (const step of steps) {
    const isReached = !signal.aborted && records.every(({ status }) => status === "done");
    const record = isReached || step.always ? await recorded(step) : NOT_REACHED(step);
    records.push(record);
    onRecord(record);
  }
  return records;

  async function recorded(step: Step): Promise<StepRecord> {
    const { name, act, always } = step;
    onStep(step);
    const started = performance.now();
    const ended = (rest: Pick<StepRecord, "status" | "facts" | "error">): StepRecord =>
      maskedJson({ step: name, seconds: Math.round((performance.now() - started) / 1000), ...rest });
    try {
      return ended({ status: "done", facts: await act(bench, always ? removal : signal), error: null });
    } catch (error) {
      return ended({ status: "failed", facts: [], error: signal.aborted && !always ? "stopped" : sentenceOf(error) });
    }
  }
}

const NOT_REACHED = ({ name }: Step): StepRecord => ({ step: name, status: "not reached", seconds: 0, facts: [], error: null });
