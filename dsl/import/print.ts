import { variableOf } from "../source/variable-name.ts";
import type { DeclaredField, DeclaredSchema, DeclaredSource } from "./declaration.ts";
import type { TableSkeleton } from "./hive/to-table.ts";
import { fitsDocComment, inLineComment, quoted } from "./quoted.ts";

/** What the files may import, so that no variable is called so. */
const IMPORTED = ["decimal", "epochMillis", "iceberg", "json", "parquet", "personal", "source", "z"] as const;

/** One file that declares the sources, in the layout of the project's formatter. */
export function printSources(sources: readonly DeclaredSource[]): string {
  const taken = new Set<string>(IMPORTED);
  const declarations = sources.map((source) => {
    const variable = variableOf(source.name, "Source", taken);
    taken.add(variable);
    return printSource(source, variable);
  });
  const helpers = sources.flatMap(({ columns }) => columns.flatMap(helpersOf));
  const imports = [...new Set([...helpers, "json", "source"])].sort();
  return [
    `import { ${imports.join(", ")} } from "sluice";`,
    'import { z } from "zod";',
    ...declarations.map((text) => `\n${text}`),
    "",
  ].join("\n");
}

/** One file with tables to fill in; the compiler asks for `from` until it is there. `zone` is the variable, `zoneFile` what it is imported from. */
export function printSkeletons(tables: readonly TableSkeleton[], zone: string, zoneFile: string): string {
  const taken = new Set([...IMPORTED, zone]);
  const declarations = tables.map((table) => {
    const variable = variableOf(table.name, "Table", taken);
    taken.add(variable);
    return printSkeleton(table, variable, zone);
  });
  const formats = [...new Set(tables.map(({ format }) => format))].sort();
  return [
    `import { ${formats.join(", ")} } from "sluice";`,
    `import { ${zone} } from ${quoted(zoneFile)};`,
    '// import { something } from "../landing/something.ts";',
    ...declarations.map((text) => `\n${text}`),
    "",
  ].join("\n");
}

function printSkeleton({ name, description, columns, partitionBy, format }: TableSkeleton, variable: string, zone: string): string {
  const isDoc = description !== undefined && fitsDocComment(description);
  return [
    ...(isDoc ? [`/** ${description} */`] : []),
    `export const ${variable} = ${zone}.table(${quoted(name)}, {`,
    "  // from: something.select(",
    ...columns.map((column) => `  //   ${quoted(column.name)}, // ${inLineComment(column.words)}`),
    "  // ),",
    `  format: ${format}(),`,
    ...(partitionBy.length === 0 ? [] : [`  partitionBy: [${partitionBy.map(quoted).join(", ")}],`]),
    ...(description === undefined || isDoc ? [] : [`  description: ${quoted(description)},`]),
    "});",
  ].join("\n");
}

function helpersOf({ schema, personal }: DeclaredField): readonly string[] {
  return [...(personal === undefined ? [] : ["personal"]), ...helpersOfSchema(schema)];
}

function helpersOfSchema(schema: DeclaredSchema): readonly string[] {
  switch (schema.kind) {
    case "decimal":
    case "epochMillis":
      return [schema.kind];
    case "array":
      return helpersOfSchema(schema.element);
    case "record":
      return helpersOfSchema(schema.value);
    case "struct":
      return schema.fields.flatMap(helpersOf);
    default:
      return [];
  }
}

function printSource(source: DeclaredSource, variable: string): string {
  const { name, description, path, pathReview, columns, unique } = source;
  const isDoc = description !== undefined && fitsDocComment(description);
  const keys = unique.map((key) => (key.length === 1 ? quoted(key[0] ?? "") : `[${key.map(quoted).join(", ")}]`));
  return [
    ...(isDoc ? [`/** ${description} */`] : []),
    `export const ${variable} = source(${quoted(name)}, {`,
    `  path: ${quoted(path)},${reviewed(pathReview)}`,
    "  format: json(),",
    "  row: z.object({",
    ...columns.flatMap((column) => printField(column, "    ")),
    "  }),",
    ...(keys.length === 0 ? [] : [`  unique: [${keys.join(", ")}],`]),
    ...(description === undefined || isDoc ? [] : [`  description: ${quoted(description)},`]),
    "});",
  ].join("\n");
}

function printField({ name, schema, optional, description, personal, review }: DeclaredField, indent: string): readonly string[] {
  const isDoc = description !== undefined && fitsDocComment(description);
  const methods = [
    ...(optional ? [".optional()"] : []),
    ...(description === undefined || isDoc ? [] : [`.describe(${quoted(description)})`]),
  ];
  const value =
    personal === undefined ? printSchema(schema, indent, methods) : `${printPersonal(personal, schema, indent)}${methods.join("")}`;
  const key = /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : quoted(name);
  return [...(isDoc ? [`${indent}/** ${description} */`] : []), `${indent}${key}: ${value},${reviewed(review)}`];
}

/** On one line unless there is an object in it. */
function printPersonal(kind: string, schema: DeclaredSchema, indent: string): string {
  if (!hasObject(schema)) return `personal(${quoted(kind)}, ${printSchema(schema, indent)})`;
  return `personal(\n${indent}  ${quoted(kind)},\n${indent}  ${printSchema(schema, `${indent}  `)},\n${indent})`;
}

function hasObject(schema: DeclaredSchema): boolean {
  if (schema.kind === "array") return hasObject(schema.element);
  return schema.kind === "record" ? hasObject(schema.value) : schema.kind === "struct";
}

/** The schema with methods behind it. An object has a line for each field, and then a line for each call. */
function printSchema(schema: DeclaredSchema, indent: string, methods: readonly string[] = []): string {
  switch (schema.kind) {
    case "email":
    case "boolean":
      return [`z.${schema.kind}()`, ...methods].join("");
    case "int64":
      return ["z.int()", ...methods].join("");
    case "float":
      return ["z.float32()", ...methods].join("");
    case "double":
      return ["z.number()", ...methods].join("");
    case "date":
      return ["z.iso.date()", ...methods].join("");
    case "timestamp":
      return ["z.iso.datetime()", ...methods].join("");
    case "epochMillis":
      return ["epochMillis()", ...methods].join("");
    case "decimal":
      return [`decimal(${schema.precision}, ${schema.scale})`, ...methods].join("");
    case "string":
      return ["z.string()", ...(schema.maxLength === undefined ? [] : [`.max(${schema.maxLength})`]), ...methods].join("");
    case "int32":
      return [
        "z.int32()",
        ...(schema.bounds === undefined ? [] : [`.min(${schema.bounds[0]})`, `.max(${schema.bounds[1]})`]),
        ...methods,
      ].join("");
    case "array":
      return printCall("array", schema.element, indent, methods);
    case "record":
      return printCall("record", schema.value, indent, methods, "z.string(), ");
    case "struct": {
      const fields = (inner: string): string => schema.fields.flatMap((field) => printField(field, `${inner}  `)).join("\n");
      return methods.length === 0
        ? `z.object({\n${fields(indent)}\n${indent}})`
        : `z\n${indent}  .object({\n${fields(`${indent}  `)}\n${indent}  })${methods.map((method) => `\n${indent}  ${method}`).join("")}`;
    }
  }
}

/** `z.array(...)`: on one line unless there is an object in it. */
function printCall(name: string, inner: DeclaredSchema, indent: string, methods: readonly string[], before = ""): string {
  if (!hasObject(inner)) return [`z.${name}(${before}${printSchema(inner, indent)})`, ...methods].join("");
  const at = methods.length === 0 ? indent : `${indent}  `;
  const first = before === "" ? "" : `${at}  ${before.trim()}\n`;
  const call = `.${name}(\n${first}${at}  ${printSchema(inner, `${at}  `)},\n${at})`;
  return methods.length === 0 ? `z${call}` : [`z\n${at}${call}`, ...methods].join(`\n${at}`);
}

const reviewed = (review: readonly string[]): string => (review.length === 0 ? "" : ` // review: ${review.map(inLineComment).join("; ")}`);
