import type { SourceColumn } from "../../../operations/lake.ts";
import type { ColumnType } from "../../../schema/column-type.ts";
import type { RowCheck } from "../../../schema/row-check.ts";
import type { Value } from "./values.ts";

/** Why a column's value breaks one of its row checks; undefined when it passes. */
export type Verification = (value: Value) => string | undefined;

export function verificationOf({ name, type }: Pick<SourceColumn, "name" | "type">, check: RowCheck): Verification {
  const [passes, complaint] = ruleOf(check, typeAt(type, check.path));
  const reason = `${[name, ...check.path].join(".")} is ${complaint}`;
  return (value) => {
    const checked = check.path.reduce<Value>((struct, field) => (struct instanceof Map ? (struct.get(field) ?? null) : null), value);
    return checked === null || passes(checked) ? undefined : reason;
  };
}

function typeAt(type: ColumnType, path: readonly string[]): ColumnType {
  return path.reduce((struct, name) => {
    const field = struct.kind === "struct" ? struct.fields.find((f) => f.name === name) : undefined;
    if (field === undefined) throw new Error(`a row check leads to ${path.join(".")}, which is no field`);
    return field.type;
  }, type);
}

type Rule = readonly [(value: Value) => boolean, string];

function ruleOf(check: RowCheck, type: ColumnType): Rule {
  switch (check.rule) {
    case "pattern": {
      const pattern = new RegExp(check.pattern, "u");
      return [(value) => pattern.test(String(value)), `not ${check.name}`];
    }
    case "oneOf": {
      const allowed = new Set(check.values.map((value) => (typeof value === "number" ? numberKey(exact(value)) : value)));
      return [
        (value) => allowed.has(typeof value === "string" ? value : numberKey(exactOf(value, type))),
        `not one of ${check.values.join(", ")}`,
      ];
    }
    case "min":
    case "max": {
      const bound = exact(check.value);
      const sign = check.rule === "min" ? 1 : -1;
      const lowest = check.exclusive ? 1 : 0;
      return [
        (value) => sign * compare(exactOf(value, type), bound) >= lowest,
        `${check.rule === "min" ? "under" : "over"} ${check.value}`,
      ];
    }
    case "multipleOf": {
      const step = exact(check.value);
      return [(value) => isMultiple(exactOf(value, type), step), `not a multiple of ${check.value}`];
    }
    case "minLength":
      return [(value) => lengthOf(value) >= check.value, `shorter than ${check.value}`];
    case "maxLength":
      return [(value) => lengthOf(value) <= check.value, `longer than ${check.value}`];
  }
}

function lengthOf(value: Value): number {
  if (Array.isArray(value)) return value.length;
  let length = 0;
  for (const _ of String(value)) length += 1;
  return length;
}

/** An exact decimal number: `digits` times ten to the power of `-scale`. */
interface Exact {
  readonly digits: bigint;
  readonly scale: number;
}

const exactOf = (value: Value, type: ColumnType): Exact => {
  if (typeof value === "bigint") return { digits: value, scale: type.kind === "decimal" ? type.scale : 0 };
  if (typeof value === "number") return exact(value);
  throw new Error(`a row check compares a ${typeof value} with a number`);
};

/** The shortest decimal form of a double. */
function exact(value: number): Exact {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

const atScale = ({ digits, scale }: Exact, wanted: number): bigint => digits * 10n ** BigInt(wanted - scale);

function compare(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale);
  const left = atScale(a, scale);
  const right = atScale(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

function isMultiple(value: Exact, step: Exact): boolean {
  const scale = Math.max(value.scale, step.scale);
  return atScale(value, scale) % atScale(step, scale) === 0n;
}

const numberKey = (number: Exact): string => {
  let { digits, scale } = number;
  for (; scale > 0 && digits % 10n === 0n; scale -= 1) digits /= 10n;
  return `${digits}e-${scale}`;
};
