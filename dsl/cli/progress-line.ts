import { excerptOf } from "../diagnostics/excerpt.ts";
import { visible } from "../diagnostics/visible.ts";
import { fitted } from "./terminal-width.ts";

/** What a command shows while it works: one line that changes on a terminal, nothing elsewhere. Texts are shown, whatever is in them. */
export interface ProgressLine {
  /** Shows a text that may be replaced at once. */
  readonly say: (text: string) => void;
  /** Prints a line that stays. */
  readonly log: (text: string) => void;
  /** A step that is done: shown for a moment on a terminal, a line elsewhere. */
  readonly step: (text: string) => void;
  /** Takes the changing line away. */
  readonly end: () => void;
}

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

const CLEAR = "\r\u001b[K";

export function progressLine(stream: Stream): ProgressLine {
  const isTerminal = stream.isTTY === true && process.env.TERM !== "dumb";
  let shown = false;
  const end = (): void => {
    if (shown) stream.write(CLEAR);
    shown = false;
  };
  const say = (text: string): void => {
    if (!isTerminal) return;
    stream.write(CLEAR + excerptOf(text, 0, 0, (stream.columns || 80) - 1).text);
    shown = true;
  };
  const log = (text: string): void => {
    end();
    stream.write(`${fitted(visible(text), stream)}\n`);
  };
  return { say, log, step: isTerminal ? say : log, end };
}
