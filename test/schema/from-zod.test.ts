import { describe, expect, it } from "vitest";
import { z } from "zod";
import { wordsOf } from "../../dsl/diagnostics/codes.ts";
import type { Problem } from "../../dsl/diagnostics/diagnostic.ts";
import { typeName } from "../../dsl/schema/column-type.ts";
import { columnsFromZod } from "../../dsl/schema/from-zod.ts";
import { decimal, epochMillis, personal } from "../../dsl/schema/helpers.ts";

function read(shape: z.core.$ZodLooseShape | z.ZodObject) {
  const problems: Problem[] = [];
  const row = shape instanceof z.ZodObject ? shape : z.object(shape);
  const columns = columnsFromZod(row as z.ZodObject, (problem) => problems.push(problem as Problem));
  return { columns, problems, messages: problems.map(({ code, parameters }) => `${code}: ${wordsOf(code, parameters).message}`) };
}

/** The only column of a schema that has no mistake. */
function column(schema: z.core.$ZodType) {
  const { columns, messages } = read({ value: schema });
  expect(messages).toEqual([]);
  const [only] = columns;
  if (only === undefined) throw new Error("no column");
  return only;
}

describe("types", () => {
  it.each<[string, z.core.$ZodType, string]>([
    ["z.string()", z.string(), "string"],
    ["z.email()", z.email(), "string"],
    ["z.iso.time()", z.iso.time(), "string"],
    ["z.enum", z.enum(["a", "b"]), "string"],
    ["z.enum of numbers", z.enum({ Low: 1, High: 2 }), "int64"],
    ["z.literal", z.literal("a"), "string"],
    ["z.literal of an integer", z.literal(1), "int64"],
    ["z.literal of fractions", z.literal([0.5, 1]), "double"],
    ["z.number()", z.number(), "double"],
    ["z.float64()", z.float64(), "double"],
    ["z.float32()", z.float32(), "float"],
    ["z.int()", z.int(), "int64"],
    ["z.number().int()", z.number().int().min(1), "int64"],
    ["z.int32()", z.int32(), "int32"],
    ["z.number().check(z.int32())", z.number().check(z.int32()), "int32"],
    ["z.uint32()", z.uint32(), "int64"],
    ["z.int64()", z.int64(), "int64"],
    ["z.boolean()", z.boolean(), "boolean"],
    ["z.iso.date()", z.iso.date(), "date"],
    ["z.iso.datetime()", z.iso.datetime(), "timestamp"],
    ["z.iso.datetime({ offset: true })", z.iso.datetime({ offset: true }), "timestamp"],
    ["z.date()", z.date(), "timestamp"],
    ["epochMillis()", epochMillis(), "epochMillis"],
    ["epochMillis() with checks", epochMillis().min(0).describe("x").brand<"x">(), "epochMillis"],
    ["decimal()", decimal(10, 2), "decimal(10,2)"],
    ["decimal() with checks", decimal(38, 38).min(0), "decimal(38,38)"],
    ["z.object()", z.object({ a: z.string(), b: z.int32() }), "struct of a: string, b: int32"],
    ["z.looseObject()", z.looseObject({ a: z.string() }), "struct of a: string"],
    ["z.array()", z.array(z.array(z.int())), "array of array of int64"],
    ["z.record()", z.record(z.string(), z.object({ a: epochMillis() })), "map of struct of a: epochMillis"],
    [".brand()", z.string().brand<"Id">(), "string"],
    [".readonly()", z.array(z.string()).readonly(), "array of string"],
    ["z.stringFormat()", z.stringFormat("sku", /^[A-Z]+$/), "string"],
    ["z.union of one", z.union([z.string()]), "string"],
  ])("%s", (_, schema, expected) => {
    const { type, nullable } = column(schema);
    expect([typeName(type), nullable]).toEqual([expected, false]);
  });

  it("keep the declared order and the names", () => {
    expect(read({ b: z.string(), A: z.int(), c_1: z.boolean() }).columns.map(({ name }) => name)).toEqual(["b", "A", "c_1"]);
  });

  it("say which fields of a struct may be NULL, and describe them", () => {
    expect(column(z.object({ a: z.string().optional().describe("first"), b: z.object({ c: z.int32().nullable() }) })).type).toEqual({
      kind: "struct",
      fields: [
        { name: "a", type: { kind: "string" }, nullable: true, description: "first" },
        { name: "b", type: { kind: "struct", fields: [{ name: "c", type: { kind: "int32" }, nullable: true }] }, nullable: false },
      ],
    });
  });
});

describe("NULL", () => {
  it.each<[string, z.core.$ZodType, boolean]>([
    [".optional()", z.string().optional(), true],
    [".exactOptional()", z.string().exactOptional(), true],
    [".nullable()", z.string().nullable(), true],
    [".nullish()", z.string().nullish(), true],
    ["a union with null", z.union([z.null(), z.string()]), true],
    ["a union with undefined", z.string().or(z.undefined()), true],
    ["a literal with null", z.literal(["a", null]), true],
    [".readonly() around", z.string().optional().readonly(), true],
    [".nonoptional()", z.string().optional().nonoptional(), false],
    [".nonoptional() of a nullable", z.string().nullable().optional().nonoptional(), true],
    [".nonoptional().optional()", z.string().optional().nonoptional().optional(), true],
    ["plain", z.string(), false],
  ])("%s", (_, schema, nullable) => {
    expect(column(schema).nullable).toBe(nullable);
  });
});

describe("descriptions", () => {
  it("come from any wrapper, the outermost first", () => {
    expect(column(z.string().describe("a")).description).toBe("a");
    expect(column(z.string().describe("a").min(1).optional().readonly()).description).toBe("a");
    expect(column(z.string().describe("a").optional().describe("b")).description).toBe("b");
    expect(column(z.string().meta({ description: "a", title: "t" }).nullable()).description).toBe("a");
    expect(column(z.union([z.string().describe("a"), z.null()])).description).toBe("a");
    expect(column(z.string().check(z.describe("a"))).description).toBe("a");
    expect(column(epochMillis().describe("a").min(0)).description).toBe("a");
  });

  it("are not those of elements", () => {
    expect(column(z.array(z.string().describe("a")))).not.toHaveProperty("description");
  });
});

describe("personal data", () => {
  it("keeps its mark through checks and wrappers", () => {
    const schemas = [
      personal("email", z.email()),
      personal("email", z.email()).min(3).optional().describe("x"),
      personal("email", z.email().nullable()).readonly(),
      personal("email", z.email()).brand<"Email">().nullish(),
      personal("email", personal("name", z.string()).optional()),
    ];
    expect(schemas.map((schema) => column(schema).personal)).toEqual(["email", "email", "email", "email", "email"]);
  });

  it("marks a copy", () => {
    const plain = z.string();
    personal("name", plain);
    expect(column(plain)).not.toHaveProperty("personal");
  });

  it("keeps types and descriptions", () => {
    expect(column(personal("birth-date", epochMillis().describe("born")))).toEqual({
      name: "value",
      type: { kind: "epochMillis" },
      nullable: false,
      description: "born",
      personal: "birth-date",
      checks: [],
    });
    expect(column(personal("salary", decimal(10, 2).min(0)))).toMatchObject({
      type: { kind: "decimal", precision: 10, scale: 2 },
      personal: "salary",
    });
  });

  it("in a part makes the whole column personal", () => {
    const address = z.object({
      street: personal("address", z.string()),
      contact: z.object({ phone: personal("phone", z.string()) }),
      other: personal("address", z.string()),
    });
    expect(column(address).personal).toBe("address, phone");
    expect(column(z.array(address.optional().nonoptional())).personal).toBe("address, phone");
    expect(column(z.record(z.string(), personal("name", z.string()))).personal).toBe("name");
    expect(column(personal("location", address)).personal).toBe("location");
  });

  it("of the whole row marks every column", () => {
    const row = personal("health", z.object({ a: z.string(), b: personal("name", z.string()) }));
    expect(read(row).columns.map(({ personal: kind }) => kind)).toEqual(["health", "name"]);
  });

  it("needs a kind", () => {
    expect(read({ a: personal(" ", z.string()) }).messages).toEqual([
      'invalid-value: "" is not a kind of personal data, such as name, email or health',
    ]);
  });
});

describe("checks of numbers", () => {
  it.each<[string, z.core.$ZodType, readonly object[]]>([
    [
      ".min().max()",
      z.number().min(0.5).max(9),
      [
        { rule: "min", value: 0.5, exclusive: false },
        { rule: "max", value: 9, exclusive: false },
      ],
    ],
    [
      ".gt().lt()",
      z.int32().gt(1).lt(9),
      [
        { rule: "min", value: 1, exclusive: true },
        { rule: "max", value: 9, exclusive: true },
      ],
    ],
    [".positive()", z.int().positive(), [{ rule: "min", value: 0, exclusive: true }]],
    [".nonpositive()", z.int().nonpositive(), [{ rule: "max", value: 0, exclusive: false }]],
    [".multipleOf()", z.int().multipleOf(-5), [{ rule: "multipleOf", value: 5 }]],
    [".multipleOf() of a decimal", decimal(5, 2).multipleOf(0.05), [{ rule: "multipleOf", value: 0.05 }]],
    [
      "z.uint32()",
      z.uint32().max(9),
      [
        { rule: "min", value: 0, exclusive: false },
        { rule: "max", value: 4294967295, exclusive: false },
        { rule: "max", value: 9, exclusive: false },
      ],
    ],
    [
      "z.number().check(z.uint32())",
      z.number().check(z.uint32()),
      [
        { rule: "min", value: 0, exclusive: false },
        { rule: "max", value: 4294967295, exclusive: false },
      ],
    ],
    [
      "z.int64()",
      z.int64().min(-5n).lt(10n),
      [
        { rule: "min", value: -5, exclusive: false },
        { rule: "max", value: 10, exclusive: true },
      ],
    ],
    ["epochMillis()", epochMillis().min(1), [{ rule: "min", value: 1, exclusive: false }]],
    ["decimal() alone", decimal(10, 2), []],
    ["decimal()", decimal(10, 2).min(0), [{ rule: "min", value: 0, exclusive: false }]],
    ["z.int() alone", z.int(), []],
    ["z.enum of numbers", z.enum({ Low: 1, High: 2 }), [{ rule: "oneOf", values: [1, 2] }]],
    ["z.literal with null", z.literal([2, null, 1]), [{ rule: "oneOf", values: [2, 1] }]],
    [
      "on a wrapper",
      z
        .number()
        .min(1)
        .optional()
        .check(z.lt(5) as never),
      [
        { rule: "min", value: 1, exclusive: false },
        { rule: "max", value: 5, exclusive: true },
      ],
    ],
  ])("%s", (_, schema, checks) => {
    expect(column(schema).checks).toEqual(checks.map((check) => ({ path: [], ...check })));
  });
});

describe("checks of text and arrays", () => {
  it.each<[string, z.core.$ZodType, readonly object[]]>([
    [
      ".min().max()",
      z.string().min(1).max(5),
      [
        { rule: "minLength", value: 1 },
        { rule: "maxLength", value: 5 },
      ],
    ],
    [
      ".length()",
      z.string().length(5),
      [
        { rule: "minLength", value: 5 },
        { rule: "maxLength", value: 5 },
      ],
    ],
    [".nonempty()", z.string().nonempty(), [{ rule: "minLength", value: 1 }]],
    [
      "an array's",
      z.array(z.string()).min(1).max(3),
      [
        { rule: "minLength", value: 1 },
        { rule: "maxLength", value: 3 },
      ],
    ],
    [".regex()", z.string().regex(/^\d+$/), [{ rule: "pattern", name: "text that matches /^\\d+$/", pattern: "^[0-9]+$" }]],
    [
      ".startsWith()",
      z.string().startsWith("a.b"),
      [{ rule: "pattern", name: 'text that starts with "a.b"', pattern: "^a\\.b[\\s\\S]*$" }],
    ],
    ["z.stringFormat()", z.stringFormat("sku", /^[A-Z]+$/), [{ rule: "pattern", name: "text of the format sku", pattern: "^[A-Z]+$" }]],
    ["z.enum", z.enum(["b", "a"]), [{ rule: "oneOf", values: ["b", "a"] }]],
    [
      "z.hostname()",
      z.hostname(),
      [
        { rule: "pattern", name: "a host name", pattern: expect.stringMatching(/^\^.*\$$/) },
        { rule: "maxLength", value: 254 },
      ],
    ],
    [
      "z.string().email()",
      z.string().min(3).email(),
      [
        { rule: "minLength", value: 3 },
        { rule: "pattern", name: "an e-mail address", pattern: expect.stringContaining("@") },
      ],
    ],
    [
      "z.email().max()",
      z.email().max(99),
      [
        { rule: "pattern", name: "an e-mail address", pattern: expect.stringContaining("@") },
        { rule: "maxLength", value: 99 },
      ],
    ],
  ])("%s", (_, schema, checks) => {
    expect(column(schema).checks).toEqual(checks.map((check) => ({ path: [], ...check })));
  });

  it("lead into structs by a path", () => {
    const { checks } = column(z.object({ a: z.object({ zip: z.string().length(5) }), tags: z.array(z.string()).nonempty() }));
    expect(checks).toEqual([
      { path: ["a", "zip"], rule: "minLength", value: 5 },
      { path: ["a", "zip"], rule: "maxLength", value: 5 },
      { path: ["tags"], rule: "minLength", value: 1 },
    ]);
  });
});
