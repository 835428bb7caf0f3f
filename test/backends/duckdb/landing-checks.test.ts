import { describe, expect, test } from "vitest";
import type { ColumnType } from "../../../dsl/schema/column-type.ts";
import type { RowCheck } from "../../../dsl/schema/row-check.ts";
import { column, read, required } from "./support.ts";

const DECIMAL: ColumnType = { kind: "decimal", precision: 20, scale: 3 };

/** A check of a column `c`, JSON values that pass, and values that break it with the reason. */
const CHECKS: readonly [ColumnType, RowCheck, passing: readonly string[], reason: string, breaking: readonly string[]][] = [
  [
    { kind: "string" },
    { path: [], rule: "pattern", name: "a code", pattern: "^[A-Z]{2}[0-9]+$" },
    ['"AB1"', '"XY007"'],
    "c is not a code",
    ['"ab1"', '"AB"', '"AB1\\n"', '""'],
  ],
  [
    { kind: "string" },
    { path: [], rule: "pattern", name: "short", pattern: "^[^a]{1,2}$" },
    ['"é😀"', '"\\n"'],
    "c is not short",
    ['"a"', '"éé😀"'],
  ],
  [
    { kind: "string" },
    { path: [], rule: "oneOf", values: ["new", "it's", "\u0000"] },
    ['"new"', '"it\'s"', '"\\u0000"'],
    "c is not one of new, it's, \u0000",
    ['"New"', '""'],
  ],
  [
    { kind: "int32" },
    { path: [], rule: "oneOf", values: [1, 2.5, 3] },
    ["1", "3", "1.0", "30e-1"],
    "c is not one of 1, 2.5, 3",
    ["2", "0", "2.0"],
  ],
  [
    { kind: "double" },
    { path: [], rule: "oneOf", values: [0.1, 100] },
    ["0.1", "1e2"],
    "c is not one of 0.1, 100",
    ["0.10000000000000002", "99"],
  ],
  [DECIMAL, { path: [], rule: "oneOf", values: [0.1, 7] }, ["0.1", "0.100", "7"], "c is not one of 0.1, 7", ["0.101"]],
  [
    { kind: "int64" },
    { path: [], rule: "min", value: 5, exclusive: false },
    ["5", "9223372036854775807", "5.0", "9223372036854775807.0"],
    "c is under 5",
    ["4", "-9223372036854775808", "4.0"],
  ],
  [{ kind: "int64" }, { path: [], rule: "min", value: 4.5, exclusive: true }, ["5"], "c is under 4.5", ["4"]],
  [{ kind: "int64" }, { path: [], rule: "max", value: -4.5, exclusive: false }, ["-5"], "c is over -4.5", ["-4"]],
  [
    { kind: "int64" },
    { path: [], rule: "max", value: 9007199254740992, exclusive: true },
    ["9007199254740991"],
    "c is over 9007199254740992",
    ["9007199254740992", "9007199254740993", "9007199254740992.0"],
  ],
  [{ kind: "int64" }, { path: [], rule: "max", value: 1e300, exclusive: false }, ["9223372036854775807"], "c is over 1e+300", []],
  [{ kind: "epochMillis" }, { path: [], rule: "min", value: 0, exclusive: true }, ["1"], "c is under 0", ["0", "-1"]],
  [
    { kind: "double" },
    { path: [], rule: "min", value: 0.1, exclusive: false },
    ["0.1", "1e300"],
    "c is under 0.1",
    ["0.09999999999999999", "-1"],
  ],
  [{ kind: "float" }, { path: [], rule: "max", value: 0.1, exclusive: false }, ["0.1"], "c is over 0.1", ["0.10000000149011612"]],
  [DECIMAL, { path: [], rule: "max", value: 0.1, exclusive: false }, ["0.1", "-5"], "c is over 0.1", ["0.101", "12345678901234567"]],
  [
    DECIMAL,
    { path: [], rule: "min", value: 12345678901234568, exclusive: false },
    ["12345678901234568"],
    "c is under 12345678901234568",
    ["12345678901234567"],
  ],
  [
    { kind: "int32" },
    { path: [], rule: "multipleOf", value: 5 },
    ["0", "-10", "15", "-10.0", "1e1"],
    "c is not a multiple of 5",
    ["3", "3.0"],
  ],
  [{ kind: "double" }, { path: [], rule: "multipleOf", value: 10 }, ["20", "-10.0", "1e23"], "c is not a multiple of 10", ["5", "10.5"]],
  [DECIMAL, { path: [], rule: "multipleOf", value: 0.1 }, ["0.3", "-1"], "c is not a multiple of 0.1", ["0.35"]],
  [DECIMAL, { path: [], rule: "multipleOf", value: 0.001 }, ["0.3", "0.001"], "unused", []],
  [{ kind: "string" }, { path: [], rule: "minLength", value: 2 }, ['"ab"', '"😀é"'], "c is shorter than 2", ['"a"', '"😀"', '""']],
  [{ kind: "string" }, { path: [], rule: "maxLength", value: 2 }, ['""', '"😀😀"'], "c is longer than 2", ['"abc"']],
  [{ kind: "array", element: { kind: "int32" } }, { path: [], rule: "minLength", value: 1 }, ["[1]"], "c is shorter than 1", ["[]"]],
  [{ kind: "array", element: { kind: "int32" } }, { path: [], rule: "maxLength", value: 1 }, ["[]"], "c is longer than 1", ["[1,2]"]],
];

describe("row checks", () => {
  test.each(CHECKS)("%j %j", async (type, check, passing, reason, breaking) => {
    const { rows, bad } = await read(
      [column("c", type, [check])],
      [...passing, "null", ...breaking].map((value) => `{"c":${value}}`).join("\n"),
    );
    expect(bad).toEqual(breaking.map((_, i) => [passing.length + i + 2, reason]));
    expect(rows.length).toBe(passing.length + 1);
  });

  test("the type comes first, then the checks in their order, column by column", async () => {
    const columns = [
      required("a", "int32", [
        { path: [], rule: "max", value: 10, exclusive: false },
        { path: [], rule: "multipleOf", value: 2 },
      ]),
      column("b", "string", [{ path: [], rule: "minLength", value: 3 }]),
    ];
    const { bad } = await read(columns, '{"a":11,"b":5}\n{"a":9,"b":5}\n{"a":8,"b":5}\n{"a":8,"b":"x"}\n{"b":"x"}\n{"a":"y","b":"x"}');
    expect(bad.map(([, reason]) => reason)).toEqual([
      "a is over 10",
      "a is not a multiple of 2",
      "b is not string",
      "b is shorter than 3",
      "a is missing",
      "a is not int32",
    ]);
  });
});

describe("nested columns", () => {
  const address: ColumnType = {
    kind: "struct",
    fields: [
      { name: "zipCode", type: { kind: "string" }, nullable: false },
      { name: "Lines", type: { kind: "array", element: { kind: "string" } }, nullable: true },
      { name: "geo", type: { kind: "struct", fields: [{ name: "lat", type: { kind: "double" }, nullable: false }] }, nullable: true },
    ],
  };
  const columns = [
    required("id", "int64"),
    column("address", address, [
      { path: ["zipCode"], rule: "minLength", value: 4 },
      { path: ["geo", "lat"], rule: "max", value: 90, exclusive: false },
    ]),
    column("tags", { kind: "array", element: { kind: "string" } }),
    column("prices", { kind: "map", value: { kind: "decimal", precision: 4, scale: 1 } }),
    column("days", { kind: "array", element: { kind: "struct", fields: [{ name: "day", type: { kind: "date" }, nullable: false }] } }),
  ];

  const cases: readonly [line: string, reason: string | undefined][] = [
    [
      '{"id":1,"address":{"ZIPCODE":"1234","lines":["a","\\u00e9"],"GEO":{"LAT":1}},"tags":[],"prices":{"A":1.5,"a":2,"":-0.1},"days":[{"Day":"2024-01-01","x":1}]}',
      undefined,
    ],
    ['{"id":2,"address":{"zipCode":"first","ZIPCODE":"x","zipcode":5,"other":[{}]},"prices":{"a":1,"a":"x"}}', undefined],
    ['{"id":3,"address":null,"tags":null,"prices":null,"days":null}', undefined],
    ['{"id":4,"address":{}}', "address.zipCode is missing"],
    ['{"id":4,"address":{"zipCode":null}}', "address.zipCode is missing"],
    ['{"id":4,"address":[]}', "address is not struct of zipCode: string, Lines: array of string, geo: struct of lat: double"],
    ['{"id":4,"address":{"zipCode":12345}}', "address.zipCode is not string"],
    ['{"id":4,"address":{"zipCode":"123"}}', "address.zipCode is shorter than 4"],
    ['{"id":4,"address":{"zipCode":"1234","lines":"a"}}', "address.Lines is not array of string"],
    ['{"id":4,"address":{"zipCode":"1234","lines":["a",null]}}', "address.Lines is not array of string"],
    ['{"id":4,"address":{"zipCode":"1234","geo":{"lat":"1"}}}', "address.geo.lat is not double"],
    ['{"id":4,"address":{"zipCode":"1234","geo":{}}}', "address.geo.lat is missing"],
    ['{"id":4,"address":{"zipCode":"1234","geo":{"lat":91}}}', "address.geo.lat is over 90"],
    ['{"id":4,"tags":["a",1]}', "tags is not array of string"],
    ['{"id":4,"tags":["a",null]}', "tags is not array of string"],
    ['{"id":4,"tags":{}}', "tags is not array of string"],
    ['{"id":4,"tags":["a",]}', "a trailing comma"],
    ['{"id":4,"prices":{"a":1.55}}', "prices is not map of decimal(4,1)"],
    ['{"id":4,"prices":{"a":null}}', "prices is not map of decimal(4,1)"],
    ['{"id":4,"prices":[]}', "prices is not map of decimal(4,1)"],
    ['{"id":4,"days":[{"day":"2024-02-30"}]}', "days is not array of struct of day: date"],
    ['{"id":4,"days":[{}]}', "days is not array of struct of day: date"],
    ['{"id":4,"Id":5}', "repeated key id"],
    ["[]", "an array, not an object"],
  ];

  test("every part is read by its type, and a wrong one names its place", async () => {
    const { result, rows, bad } = await read(columns, cases.map(([line]) => line).join("\n"));
    expect(bad).toEqual(cases.flatMap(([, reason], i) => (reason === undefined ? [] : [[i + 1, reason]])));
    expect(result).toMatchObject({ records: cases.length, kept: 3 });
    expect(rows).toEqual([
      [
        "1",
        { zipCode: "1234", Lines: ["a", "é"], geo: { lat: 1 } },
        [],
        [
          { key: "A", value: "1.5" },
          { key: "a", value: "2.0" },
          { key: "", value: "-0.1" },
        ],
        [{ day: "2024-01-01" }],
      ],
      ["2", { zipCode: "first", Lines: null, geo: null }, null, [{ key: "a", value: "1.0" }], null],
      ["3", null, null, null, null],
    ]);
  });
});
