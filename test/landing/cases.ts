import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One landing file and what the rule makes of it. Python's tests read the same table. */
export interface Case {
  /** Below the source's folder. */
  readonly name: string;
  readonly content: Buffer;
  /** `read`, `read gzip`, `passed over`, `silent`, or `refused: ` and words of the reason. */
  readonly is: string;
}

export const CASES: readonly Case[] = (
  JSON.parse(readFileSync(join(import.meta.dirname, "files.json"), "utf8")) as {
    name: string;
    text?: string;
    base64?: string;
    is: string;
  }[]
).map(({ name, text, base64 = "", is }) => ({ name, content: text === undefined ? Buffer.from(base64, "base64") : Buffer.from(text), is }));

export const isRefused = ({ is }: Case): boolean => is.startsWith("refused: ");
export const reasonOf = ({ is }: Case): string => is.slice("refused: ".length);
export const isRead = ({ is }: Case): boolean => is.startsWith("read");
