import fc from "fast-check";
import { expect, test } from "vitest";
import type { LiteralExpression } from "../../../dsl/expressions/expression.ts";
import { call, decimal, evaluate, int32, int64 } from "./evaluate.ts";
import { connect } from "./support.ts";

/** An exact number: `unscaled` times ten to the power of `-scale`, and the constant that is it. */
interface Exact {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly constant: LiteralExpression;
}

const textOf = (unscaled: bigint, scale: number): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`}`;
};

const limited = (digits: number): fc.Arbitrary<bigint> =>
  fc.integer({ min: 0, max: digits }).chain((some) => fc.bigInt({ min: -(10n ** BigInt(some)) + 1n, max: 10n ** BigInt(some) - 1n }));

const decimals: fc.Arbitrary<Exact> = fc.tuple(fc.integer({ min: 1, max: 38 }), fc.nat()).chain(([precision, some]) => {
  const scale = some % (precision + 1);
  return limited(precision).map((unscaled) => ({ unscaled, scale, constant: decimal(precision, scale, textOf(unscaled, scale)) }));
});
const integers: fc.Arbitrary<Exact> = fc.oneof(
  fc.integer().map((value) => ({ unscaled: BigInt(value), scale: 0, constant: int32(value) })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ unscaled: value, scale: 0, constant: int64(`${value}`) })),
);
const pairs = fc.array(fc.oneof(fc.tuple(decimals, decimals), fc.tuple(decimals, integers), fc.tuple(integers, decimals)), {
  minLength: 50,
  maxLength: 200,
  size: "max",
});

const power = (exponent: number): bigint => 10n ** BigInt(exponent);
const fits = (unscaled: bigint, scale: number): string | null =>
  unscaled > -power(38) && unscaled < power(38) ? textOf(unscaled, scale) : null;
const roundedQuotient = (n: bigint, d: bigint): bigint => {
  const half = (2n * (n < 0n ? -n : n) + (d < 0n ? -d : d)) / (2n * (d < 0n ? -d : d));
  return n < 0n === d < 0n ? half : -half;
};

test("sums and differences of decimals are exact; an operand that does not fit the scale of the result makes it NULL", async () => {
  const connection = await connect();
  await fc.assert(
    fc.asyncProperty(pairs, async (list) => {
      const found = await evaluate(
        connection,
        list.flatMap(([a, b]) => [call("plus", a.constant, b.constant), call("minus", a.constant, b.constant)]),
      );
      const expected = list.flatMap(([a, b]) => {
        const scale = Math.max(a.scale, b.scale);
        const left = a.unscaled * power(scale - a.scale);
        const right = b.unscaled * power(scale - b.scale);
        const operandsFit = fits(left, scale) !== null && fits(right, scale) !== null;
        return operandsFit ? [fits(left + right, scale), fits(left - right, scale)] : [null, null];
      });
      expect(found.map(({ value }) => value)).toEqual(expected);
    }),
    { numRuns: 5 },
  );
});

test("products of decimals are exact", async () => {
  const connection = await connect();
  await fc.assert(
    fc.asyncProperty(pairs, async (list) => {
      const usual = list.filter(([a, b]) => a.scale + b.scale <= 38);
      const found = await evaluate(
        connection,
        usual.map(([a, b]) => call("times", a.constant, b.constant)),
      );
      expect(found.map(({ value }) => value)).toEqual(usual.map(([a, b]) => fits(a.unscaled * b.unscaled, a.scale + b.scale)));
    }),
    { numRuns: 5 },
  );
});

test("quotients of decimals are exact to six decimals, or NULL where one has more than 37 digits", async () => {
  const connection = await connect();
  let known = 0;
  await fc.assert(
    fc.asyncProperty(pairs, async (list) => {
      const found = await evaluate(
        connection,
        list.map(([a, b]) => call("dividedBy", a.constant, b.constant)),
      );
      for (const [i, [a, b]] of list.entries()) {
        const shift = 6 + b.scale - a.scale;
        const n = a.unscaled * power(Math.max(shift, 0));
        const d = b.unscaled * power(Math.max(-shift, 0));
        const isSmall = Math.abs(shift) <= 37 && [n, d].every((digits) => fits(digits * 10n, 0) !== null);
        const quotient = d === 0n || !isSmall ? null : fits(roundedQuotient(n, d), 6);
        const value = found[i]?.value ?? null;
        expect([a, b, value]).toEqual([a, b, quotient]);
        if (value !== null) known += 1;
      }
    }),
    { numRuns: 5 },
  );
  expect(known).toBeGreaterThan(50);
});

test("exact numbers compare by value, whatever their types", async () => {
  const connection = await connect();
  await fc.assert(
    fc.asyncProperty(pairs, async (list) => {
      const found = await evaluate(
        connection,
        list.flatMap(([a, b]) => [call("lt", a.constant, b.constant), call("eq", a.constant, b.constant)]),
      );
      const expected = list.flatMap(([a, b]) => {
        const [left, right] = [a.unscaled * power(b.scale), b.unscaled * power(a.scale)];
        return [left < right, left === right];
      });
      expect(found.map(({ value }) => value)).toEqual(expected);
    }),
    { numRuns: 5 },
  );
});
