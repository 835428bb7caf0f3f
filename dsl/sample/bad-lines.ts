import type { SampleTable } from "./layout.ts";
import type { Random } from "./random.ts";
import { BAD_LINE_INTERVAL } from "./shape.ts";

/** What can be wrong with a line. A blank line is no record and counts nowhere; of the others, something belongs in quarantine. */
export const LINE_DEFECTS = [
  "cut line",
  "wrong type",
  "missing key",
  "not an object",
  "one and a half objects",
  "not an e-mail",
  "repeated key",
  "blank line",
] as const;
export type LineDefect = (typeof LINE_DEFECTS)[number];

/** Whether a line has a good row, with this defect or none. */
export const hasRow = (defect: LineDefect | undefined): boolean => defect === undefined || defect === "one and a half objects";

/** Makes a bad line of a good one. */
type Damage = (line: string, random: Random) => string;

const everywhere = {
  "cut line": (line: string, random: Random) => line.slice(0, 1 + random.below(line.length - 1)),
  "not an object": (line: string) => `[${line}]`,
  "one and a half objects": (line: string) => `${line}${line.slice(0, line.length / 2)}`,
  "blank line": () => "  ",
} satisfies Partial<Record<LineDefect, Damage>>;

const replace =
  (found: RegExp, replacement: string): Damage =>
  (line) => {
    const damaged = line.replace(found, replacement);
    if (damaged === line) throw new Error(`the line has no ${found}: ${line}`);
    return damaged;
  };

/** A number in quotes, a fraction for a whole number; the key that says whose row it is; a key twice, or twice but for case. */
const DAMAGES: { readonly [T in SampleTable]: { readonly [D in LineDefect]?: Damage } } = {
  customer: {
    ...everywhere,
    "wrong type": replace(/"registrationDate": (\d+)/, '"registrationDate": "$1"'),
    "missing key": replace(/"email": "[^"]*", /, ""),
    "not an e-mail": replace(/@/, " at "),
    "repeated key": replace(/("email": "[^"]*")/, "$1, $1"),
  },
  accelerometer: {
    ...everywhere,
    "wrong type": replace(/"timestamp":(\d+)/, '"timestamp":"$1"'),
    "missing key": replace(/"user":"[^"]*",/, ""),
    "not an e-mail": replace(/@/, " at "),
    "repeated key": replace(/("timestamp"):(\d+)/, '$1:$2,"timeStamp":$2'),
  },
  step_trainer: {
    ...everywhere,
    "wrong type": replace(/"distanceFromObject":(\d+)/, '"distanceFromObject":$1.5'),
    "missing key": replace(/"serialNumber":"[^"]*",/, ""),
    "repeated key": replace(/("sensorReadingTime":\d+)/, "$1,$1"),
  },
};

export interface BadLine {
  readonly text: string;
  readonly defect: LineDefect;
}

/**
 * Says after each good line of a table which bad line follows it, if one does; one that has the row itself takes its place. A bad
 * line is a damaged copy, as when an upload breaks and is sent again, so that no good row is lost by it. The kinds take turns, so
 * that each is there in a small sample.
 */
export function badLines(table: SampleTable, random: Random): (goodLine: string) => BadLine | undefined {
  const damages = LINE_DEFECTS.flatMap((defect) => {
    const damage = DAMAGES[table][defect];
    return damage === undefined ? [] : [(line: string): BadLine => ({ text: damage(line, random), defect })];
  });
  const interval = BAD_LINE_INTERVAL[table];
  let untilNext = random.within(interval);
  let turn = 0;
  return (goodLine) => {
    untilNext -= 1;
    if (untilNext > 0) return undefined;
    untilNext = random.within(interval);
    return damages[turn++ % damages.length]?.(goodLine);
  };
}
