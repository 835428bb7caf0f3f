import { describe, expect, test } from "vitest";
import { printModule } from "../../../dsl/backends/pyspark/python-print.ts";
import { stringLiteral, widthOf } from "../../../dsl/backends/pyspark/python-quote.ts";
import {
  binary,
  call,
  constant,
  list,
  method,
  name,
  not,
  number,
  type PythonExpression,
  string,
  subscript,
  tuple,
} from "../../../dsl/backends/pyspark/python-tree.ts";
import { moduleOf } from "./random-trees.ts";

/** `it = value` as it stands in a function. */
const assigned = (value: PythonExpression, identifier = "it"): string => {
  const text = printModule(moduleOf([{ kind: "assignment", name: identifier, value }]));
  return text.slice(text.indexOf(":\n") + 2).trimEnd();
};

const long = (letter: string): PythonExpression => name(letter.repeat(40));
const col = (column: string): PythonExpression => method(name("F"), "col", string(column));

test("a module", () => {
  const text = printModule({
    comments: ["The first.", `The second is ${"very ".repeat(20)}long.`],
    docstring: 'What it is, "in short"',
    imports: [
      [
        { kind: "from", module: "pyspark.sql", names: ["DataFrame", "Window"] },
        { kind: "from", module: "pyspark.sql", names: ["functions as F"] },
      ],
      [{ kind: "import", module: "sluice" }],
    ],
    body: [
      { kind: "function", name: "f", parameters: [], returns: "int", body: [{ kind: "return", value: number(1n) }] },
      {
        kind: "function",
        name: "g".repeat(80),
        parameters: [{ name: "it", annotation: "DataFrame" }],
        returns: "int",
        body: [{ kind: "return", value: name("it") }],
      },
      {
        kind: "function",
        name: "h".repeat(40),
        parameters: [..."abc"].map((letter) => ({ name: letter.repeat(30), annotation: "DataFrame" })),
        returns: "DataFrame",
        body: [{ kind: "return", value: name("it") }],
      },
      { kind: "main", body: [{ kind: "expression", value: method(name("sluice"), "run", name("f")) }] },
    ],
  });
  expect(text).toBe(`# The first.
# The second is very very very very very very very very very very very very very very very very very
# very very very long.
"""What it is, "in short\\""""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def f() -> int:
    return 1


def ${"g".repeat(80)}(
    it: DataFrame,
) -> int:
    return it


def ${"h".repeat(40)}(
    ${"a".repeat(30)}: DataFrame,
    ${"b".repeat(30)}: DataFrame,
    ${"c".repeat(30)}: DataFrame,
) -> DataFrame:
    return it


if __name__ == "__main__":
    sluice.run(f)
`);
});

describe("an assignment that is too long breaks", () => {
  test("between the arguments on one line, if they fit", () => {
    expect(assigned(call(name("function"), [long("a"), long("b")]))).toBe(`    it = function(
        ${"a".repeat(40)}, ${"b".repeat(40)}
    )`);
  });

  test("into an argument a line, with a comma after each", () => {
    expect(assigned(call(name("function"), [long("a"), long("b")], [{ name: "key", value: long("c") }]))).toBe(`    it = function(
        ${"a".repeat(40)},
        ${"b".repeat(40)},
        key=${"c".repeat(40)},
    )`);
  });

  test("before the dots of a fluent chain", () => {
    const chain = method(method(method(name("frame"), "filter", long("a")), "select", long("b")), "distinct");
    expect(assigned(chain)).toBe(`    it = (
        frame.filter(${"a".repeat(40)})
        .select(${"b".repeat(40)})
        .distinct()
    )`);
  });

  test("inside the brackets of a chain with one dot after brackets", () => {
    expect(assigned(method(method(name("frame"), "join", long("a"), long("b")), "select", string("x")))).toBe(`    it = frame.join(
        ${"a".repeat(40)}, ${"b".repeat(40)}
    ).select("x")`);
  });

  test("before the operators, the loosest first", () => {
    const both = binary(binary(long("a"), "+", long("b")), "==", binary(long("c"), "*", long("d")));
    expect(assigned(both)).toBe(`    it = (
        ${"a".repeat(40)} + ${"b".repeat(40)}
        == ${"c".repeat(40)} * ${"d".repeat(40)}
    )`);
  });

  test("before each of several equal operators", () => {
    const conditions = ["a", "b", "c"].map((letter) => binary(col(letter.repeat(20)), ">", number(1n)));
    const all = conditions.reduce<PythonExpression | undefined>(
      (left, right) => (left === undefined ? right : binary(left, "&", right)),
      undefined,
    );
    expect(assigned(all ?? constant(null))).toBe(`    it = (
        (F.col("${"a".repeat(20)}") > 1)
        & (F.col("${"b".repeat(20)}") > 1)
        & (F.col("${"c".repeat(20)}") > 1)
    )`);
  });

  test("in parentheses if that makes it fit, and not at all if it never fits", () => {
    expect(assigned(string("a".repeat(80)), "i".repeat(20))).toBe(`    ${"i".repeat(20)} = (
        "${"a".repeat(80)}"
    )`);
    expect(assigned(string("a".repeat(120)))).toBe(`    it = "${"a".repeat(120)}"`);
  });

  test("an element of a list or tuple a line", () => {
    expect(assigned(list([long("a"), long("b"), string("cc"), tuple([])]))).toBe(`    it = [
        ${"a".repeat(40)},
        ${"b".repeat(40)},
        "cc",
        (),
    ]`);
    expect(assigned(tuple([long("a")]))).toBe(`    it = (${"a".repeat(40)},)`);
  });
});

test("parentheses stand where Python needs them and nowhere else", () => {
  const [a, b, c] = [name("a"), name("b"), name("c")];
  const cases: readonly (readonly [PythonExpression, string])[] = [
    [binary(binary(a, "==", b), "&", c), "(a == b) & c"],
    [binary(a, "&", binary(b, "|", c)), "a & (b | c)"],
    [binary(binary(a, "&", b), "|", c), "a & b | c"],
    [binary(a, "-", binary(b, "-", c)), "a - (b - c)"],
    [binary(binary(a, "-", b), "-", c), "a - b - c"],
    [binary(binary(a, "<", b), "<", c), "(a < b) < c"],
    [not(binary(a, "|", b)), "~(a | b)"],
    [not(method(a, "isNull")), "~a.isNull()"],
    [method(not(a), "cast", string("int")), '(~a).cast("int")'],
    [method(binary(a, "==", b), "cast", string("int")), '(a == b).cast("int")'],
    [method(number(5n), "bit_length"), "(5).bit_length()"],
    [subscript(number(-5n), number(0n)), "(-5)[0]"],
    [binary(number(-5), "*", number(1e21)), "-5.0 * 1e21"],
    [number(-0), "-0.0"],
    [call(name("f"), [binary(a, "==", b)]), "f(a == b)"],
  ];
  for (const [value, expected] of cases) expect(assigned(value)).toBe(`    it = ${expected}`);
});

test("a number that Python cannot write is our mistake", () => {
  expect(() => number(Number.NaN)).toThrow("NaN has no literal");
});

test("a string literal shows what it holds", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["plain", '"plain"'],
    ['say "x"', "'say \"x\"'"],
    [`"it's"`, "'\"it\\'s\"'"],
    ["it's", '"it\'s"'],
    ["a\\b\nc\0\t\x7f", '"a\\\\b\\nc\\x00\\t\\x7f"'],
    ["Zürich 漢字 😀", '"Zürich 漢字 😀"'],
    ["user\u202egnp.exe", '"user\\u202egnp.exe"'],
    ["a\u200bb\u00a0c\ufeff", '"a\\u200bb\\xa0c\\ufeff"'],
    ["\u0301e\u0301", '"\\u0301e\u0301"'],
    ["\ud83d and \udca9", '"\\ud83d and \\udca9"'],
    ["\u{e0041}", '"\\U000e0041"'],
  ];
  for (const [value, expected] of cases) expect(stringLiteral(value)).toBe(expected);
});

test("width is counted as ruff counts it", () => {
  expect([..."aé漢😀\u0301\u0bbe"].map(widthOf)).toEqual([1, 1, 2, 2, 0, 0]);
});
