/** What an aggregate is computed over: a group, or the frame of a window. `value` is of doubles. */
type Call = (name: "avg" | "count" | "max" | "sum", value: string) => string;

/**
 * The sum or mean of doubles. Where the largest is between 2^-26 and 2^80 in size, each is taken apart into three whole numbers of 53
 * bits, which are added exactly, so that the order does not matter: bits below 2^-79 do not count. Elsewhere they are added in the order
 * of `ordered`, and once more in smaller numbers when a part of the sum leaves the range of doubles though the whole does not.
 */
export function floatMeasure(name: "avg" | "sum", value: string, call: Call, ordered: Call): string {
  const largest = call("max", `abs(${value})`);
  const exact = exactSum(value, call);
  const plain = ordered(name, value);
  const again = `${ordered(name, `${value} / ${SMALLER}`)} * ${SMALLER}`;
  return [
    `CASE WHEN ${largest} = 0 OR ${largest} >= ${LEAST} AND ${largest} < ${LIMIT}`,
    `THEN ${name === "sum" ? exact : `(${exact}) / ${call("count", value)}`}`,
    `WHEN isfinite(${plain}) THEN ${plain} WHEN isfinite(${again}) THEN ${again} END`,
  ].join(" ");
}

/** A power of two, with all its digits. */
const powerOf2 = (exponent: number): string => (exponent >= 0 ? `${2n ** BigInt(exponent)}e0` : `${5n ** BigInt(-exponent)}e${exponent}`);

const [LEAST, LIMIT, SMALLER] = [powerOf2(-26), powerOf2(80), powerOf2(64)];
const UNITS = [27, -26, -79].map(powerOf2);

function exactSum(value: string, call: Call): string {
  let rest = `CASE WHEN abs(${value}) < ${LIMIT} THEN ${value} END`;
  const parts: string[] = [];
  for (const unit of UNITS) {
    const whole = `trunc((${rest}) / ${unit})`;
    // A sum of BIGINT is a HUGEINT, of which only the text becomes the nearest double.
    parts.push(`CAST(CAST(${call("sum", `CAST(${whole} AS BIGINT)`)} AS VARCHAR) AS DOUBLE) * ${unit}`);
    rest = `(${rest}) - ${whole} * ${unit}`;
  }
  return parts.join(" + ");
}
