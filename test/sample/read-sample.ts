import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A reader of its own, after the reading rule in words and not after the generator. */
export interface ReadTable {
  readonly rows: readonly Record<string, unknown>[];
  /** The raw text of each good row, in the order of `rows`. */
  readonly texts: readonly string[];
  /** Reason to number of records. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly badRecords: number;
  readonly blankLines: number;
  readonly files: readonly string[];
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isInteger: Check = (value) => Number.isSafeInteger(value);
const isNumber: Check = (value) => typeof value === "number";
const isEmail: Check = (value) => typeof value === "string" && /^[A-Za-z0-9.]+@[a-z]+\.[a-z]+$/.test(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Lower-case key to the check of its value, in declared order. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  customer: {
    customername: isText,
    email: isEmail,
    phone: isText,
    birthday: isText,
    serialnumber: isText,
    registrationdate: isInteger,
    lastupdatedate: isInteger,
    sharewithresearchasofdate: optional(isInteger),
    sharewithpublicasofdate: optional(isInteger),
    sharewithfriendsasofdate: optional(isInteger),
  },
  accelerometer: { timestamp: isInteger, user: isEmail, x: isNumber, y: isNumber, z: isNumber },
  step_trainer: { sensorreadingtime: isInteger, serialnumber: isText, distancefromobject: isInteger },
};

export function readTable(landing: string, table: string): ReadTable {
  const files = readdirSync(join(landing, table)).sort();
  const reader = lineReader(table);
  for (const file of files) {
    const bytes = readFileSync(join(landing, table, file));
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
    const lines = text.split("\n");
    if (lines.pop() !== "") throw new Error(`${file} does not end in a line break`);
    for (const line of lines) reader.add(line);
  }
  return { ...reader.table(), files };
}

export function lineReader(table: string): { add: (line: string) => void; table: () => Omit<ReadTable, "files"> } {
  const rows: Record<string, unknown>[] = [];
  const texts: string[] = [];
  const reasons: Record<string, number> = {};
  let blankLines = 0;
  return {
    add(line) {
      if (line.trim() === "") {
        blankLines += 1;
        return;
      }
      for (const text of recordsIn(line)) {
        const reason = reasonAgainst(table, text);
        if (reason === undefined) {
          rows.push(JSON.parse(text) as Record<string, unknown>);
          texts.push(text);
        } else {
          reasons[reason] = (reasons[reason] ?? 0) + 1;
        }
      }
    },
    table: () => ({ rows, texts, reasons, badRecords: Object.values(reasons).reduce((sum, count) => sum + count, 0), blankLines }),
  };
}

/** The objects of a line, none of which has a brace inside, and what is left. */
function recordsIn(line: string): readonly string[] {
  const [object = ""] = /^ *\{[^{}]*\} */.exec(line) ?? [];
  const rest = line.slice(object.length);
  return object === "" ? [line] : [object, ...(rest === "" ? [] : recordsIn(rest))];
}

function reasonAgainst(table: string, line: string): string | undefined {
  const value = parsed(line);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not a JSON object";
  const keys = [...line.matchAll(/"([A-Za-z]+)": ?/g)].map((found) => (found[1] as string).toLowerCase());
  const repeated = keys.find((key, i) => keys.indexOf(key) < i);
  if (repeated !== undefined) return `repeated key ${repeated}`;
  const lowered = Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  for (const [column, check] of Object.entries(COLUMNS[table] as Record<string, Check>)) {
    if (!check(lowered[column])) return lowered[column] === undefined ? `${column} is missing` : `${column} is wrong`;
  }
  return undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
