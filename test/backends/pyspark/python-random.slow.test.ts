import fc from "fast-check";
import { expect, test } from "vitest";
import { printModule } from "../../../dsl/backends/pyspark/python-print.ts";
import { docstring } from "../../../dsl/backends/pyspark/python-quote.ts";
import { name, string } from "../../../dsl/backends/pyspark/python-tree.ts";
import { anyStatement, anyText, codePoints, moduleOf, statementAsPythonSees } from "./random-trees.ts";
import { PYTHON, parsedByPython, RUFF, ruffSays } from "./tools.ts";

const RUNS = process.env.SLUICE_DEEP === undefined ? 6 : 200;
const statements = fc.array(anyStatement, { minLength: 40, maxLength: 60, size: "max" });

/** What ruff says of hostile names and texts themselves, whoever writes them. */
const OF_THE_CONTENT = [
  "E501",
  "E711",
  "E712",
  "E741",
  "F821",
  "F841",
  "B015",
  "B018",
  "SIM300",
  "RUF001",
  "RUF002",
  "RUF003",
  "RUF005",
  "RUF043",
  "RUF059",
];

test.skipIf(RUFF === undefined)("ruff format leaves any tree as it was printed", () => {
  fc.assert(
    fc.property(statements, (body) => {
      expect(ruffSays(printModule(moduleOf(body)), OF_THE_CONTENT).format).toBe("");
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test.skipIf(PYTHON === undefined)("Python reads any tree as it was meant", () => {
  fc.assert(
    fc.property(statements, (body) => {
      expect(parsedByPython(printModule(moduleOf(body)))).toMatchObject({
        functions: body.map((statement) => [statementAsPythonSees(statement)]),
      });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test.skipIf(RUFF === undefined)("ruff format leaves any docstring as it was printed, and ruff check has nothing to say", () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 12 }), fc.constantFrom(" ", "\n", ""), (texts, separator) => {
      const text = printModule(moduleOf([{ kind: "return", value: name("it") }], `a_table (trusted): ${texts.join(separator)}`));
      expect(ruffSays(text, ["RUF001", "RUF002", "RUF003"])).toEqual({ format: "", check: "" });
    }),
    { numRuns: RUNS * 3, endOnFailure: true },
  );
});

test.skipIf(PYTHON === undefined)("a docstring holds the words of the text and nothing else", () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyText, { maxLength: 12 }), { minLength: 30, maxLength: 40 }), (samples) => {
      const texts = samples.map((sample) => `a_table (trusted): ${sample.join(" ")}`);
      const source = texts.map((text, i) => `def f${i}():\n    return ${docstring(text, 100)}\n`).join("");
      const { functions } = parsedByPython(source) as { readonly functions: readonly [["return", ["string", readonly number[]]]][] };
      const words = (characters: readonly number[]): readonly number[] => characters.filter((character) => !BLANKS.has(character));
      expect(functions.map(([[, [, read]]]) => words(read))).toEqual(texts.map((text) => words(codePoints(text))));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

/** What may stand for a space or a new line, or is trimmed, in the text of a docstring. */
const BLANKS: ReadonlySet<number> = new Set(
  [
    ..."\t\n\v\f\r \u0085\u00a0\ufeff\u2028\u2029\u1680\u202f\u205f\u3000",
    ..."\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a",
  ].map((character) => character.codePointAt(0) ?? 0),
);

test.skipIf(PYTHON === undefined)("every text survives as a string literal", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 20, maxLength: 40 }), (texts) => {
      const source = printModule(moduleOf(texts.map((value) => ({ kind: "return", value: string(value) }))));
      expect(parsedByPython(source)).toMatchObject({ functions: texts.map((value) => [["return", ["string", codePoints(value)]]]) });
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test("a docstring never ends early", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const inner = docstring(`x ${text}`, 100).slice(3, -3);
      expect(inner.replaceAll(/\\./g, "")).not.toContain('"""');
      expect(inner.replaceAll(/\\./g, "")).not.toMatch(/"$/);
    }),
  );
});
