/** A kind of what stands between backticks and is no code of a transform. */
const NO_CODE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["a name, a word or a value", /^[\w$]+$/],
  ["an option of a command", /^--[\w-]+(?: [A-Z]+)?$/],
  ["a command", /^(?:npx|git|aws|sluice|npm|java|openssl|pulumi) /],
  ["a package that is imported", /^"[\w-]+"$/],
  ["a path or an address", /^[\w./:*-]*\/[\w./:*-]*$/],
  ["a file, a package or a host", /^[\w-]+(?:\.[\w-]+)+$/],
  ["an operator of JavaScript, which does not compile here, or a sign", /^(?:[^\w\s"'()[\]{}.]+|\? :)$/],
  ["SQL", /^(?:SHOW |CREATE |ALTER |array<)/],
  ["a setting of a workflow or of an environment", /^(?:with: \{ fetch-depth|[A-Z_]+=)/],
  ["JSON of breaks.json", /^\{ "breaks": /],
  ["a bound in a JSON file", /^(?:quarantine|gzip): \{ atMost/],
  ["a column of a table", /^\w+\.\w+$/],
];

/** What a text between backticks is when it is no code; undefined when it is code. */
export const kindOf = (text: string): string | undefined =>
  isCode(text) ? undefined : NO_CODE.find(([, pattern]) => pattern.test(text))?.[0];

/** Looks like a file or a column, and is a call of zod or a method. */
const isCode = (text: string): boolean => /^z\.|^\.(?!\/)/.test(text);

/** How the methods of each receiver are written out where a help leaves their arguments open. */
const RECEIVERS: readonly (readonly [receiver: string, methods: Readonly<Record<string, string>>])[] = [
  [
    "rows",
    {
      aggregate: '{ by: ["id"], measures: () => ({ n: count() }) }',
      derive: "(row) => ({ twice: row.number.times(2) })",
      dropColumns: '"number"',
      filter: "(row) => row.yes",
      latest: '{ by: ["id"], newest: "at" }',
      rename: '{ id: "key" }',
      select: '"id"',
      semiJoin: 'rows, { on: { id: "id" } }',
      window: '{ partitionBy: ["id"], columns: () => ({ n: count() }) }',
    },
  ],
  ["row.yes", { and: "row.yes", or: "row.yes", not: "" }],
  ["row.number", { cast: '"int64"', gt: "1", lte: "1", plus: "1", minus: "1", times: "2", eq: "1", ne: "1", isNull: "" }],
  ["row.text", { coalesce: '"x"', concat: '"x"', lower: "", trim: "", pseudonym: '"key"' }],
  ["row.object", { field: '"name"' }],
  ["row.list", { at: "0" }],
  ["row.record", { get: '"key"' }],
  ["when(row.yes, 1)", { otherwise: "2" }],
  ["z.string()", { length: "2", max: "2", min: "1", regex: "/a/", optional: "", nullable: "" }],
];

/** What a help writes for what the author has to put there. */
const NAMES = "const [condition, value, a, precision, scale] = [row.yes, row.number, 1, 10, 2] as const;";

/** Options, by name, in the place where they are given; `OPTION` stands for the option. */
const OPTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(["many", "samePerson"].map((name) => [name, 'rows.join(others, { on: { id: "right" }, OPTION })'])),
  ...Object.fromEntries(
    ["anyOwner", "atAnyTime", "implicit", "personal"].map((name) => [name, 'trusted.table("t", { from: rows, OPTION })']),
  ),
  ...Object.fromEntries(["by", "newest"].map((name) => [name, "rows.latest({ OPTION })"])),
  as: 'rows.explode("list", { OPTION })',
  from: 'trusted.table("t", { OPTION })',
  on: "rows.semiJoin(rows, { OPTION })",
  orderBy: "rows.window({ columns: () => ({ n: rowNumber() }), OPTION })",
  person:
    'source("s", { path: "s/", format: json(), row: z.object({ id: z.string(), name: z.string(), note: z.string(), "unit price": z.string() }), OPTION })',
  where: 'rows.semiJoin(rows, { on: { id: "id" }, OPTION })',
};

/** What is written for `...`, first by what stands around it. */
const DOTS: readonly (readonly [pattern: RegExp, filled: string])[] = [
  [/"\.\.\."/g, '"words"'],
  [/^orderBy: \["words"\]$/, 'orderBy: ["id"]'],
  [/source\("x", \{ \.\.\. \}\)/, 'source("x", { path: "x/", format: json(), row: z.object({ id: z.string() }) })'],
  [/z\.object\(\{ \.\.\. \}\)|z\.object\(\.\.\.\)/g, "z.object({ a: z.string() })"],
  [/z\.array\(\.\.\.\)/g, "z.array(z.string())"],
  [/z\.enum\(\[\.\.\.\]\)/g, 'z.enum(["a", "b"])'],
  [/^\(row\) => \(\{ \.\.\. \}\)$/, ".derive((row) => ({ twice: row.number.times(2) }))"],
  [/from: \.\.\./, "from: rows"],
  [/\.semiJoin\(\.\.\., /, ".semiJoin(rows, "],
  [/\bzone\(\.\.\.\)/, 'zone("z")'],
  [/\bliteral\(\.\.\.\)/, "literal(1)"],
  [/\bambiguous\(\.\.\.\)/, "ambiguous(rows.columns.id)"],
  [/\bwhen\(\.\.\.\)\.otherwise/, "when(row.yes, 1).otherwise"],
  [/\.when\(\.\.\.\)/, ".when(row.yes, value)"],
  [/(?<=\)\.(?:and|or)\()\.\.\./, "row.yes"],
  [/\{ by, measures \}/, '{ by: ["id"], measures: () => ({ n: count() }) }'],
];

/**
 * A program of one line in which a help's code stands where it belongs; undefined when no frame is known for it. A lake
 * has whatever columns the code names, of the types that its methods are of.
 */
export function programAround(code: string): string | undefined {
  const whole = DOTS.reduce((text, [pattern, filled]) => text.replace(pattern, filled), code);
  const body = bodyAround(whole);
  if (body === undefined) return undefined;
  const row = `z.object({ ${[...columnsIn(whole)].map(([name, type]) => `${JSON.stringify(name)}: ${type}`).join(", ")} })`;
  const lake = `const rows = source("rows", { path: "rows/", format: json(), row: ${row} }); const orders = rows;`;
  const others = 'const others = source("others", { path: "others/", format: json(), row: z.object({ right: z.string() }) });';
  return `{ ${lake} ${others} ${body} }`;
}

function bodyAround(code: string): string | undefined {
  const inRow = (text: string): string => `rows.derive((row) => { ${NAMES} return { made: ${text} }; });`;
  if (code.startsWith("import ")) return "";
  if (code.startsWith("export ")) return code.slice("export ".length);
  if (/^z\./.test(code) || code.startsWith("decimal(")) return `const [precision, scale] = [10, 2]; z.object({ a: ${code} });`;
  const option = /^(?:\{ )?(?:(\w+)|"[^"]+"): /.exec(code);
  if (option !== null) {
    const place = OPTIONS[option[1] ?? ""] ?? (code.endsWith(': "words"') ? PERSONAL : undefined);
    return place ? `${place.replace("OPTION", () => code.replace(/^\{ | \}$/g, ""))};` : undefined;
  }
  const method = /^\.(\w+)(\(.*\))?$/.exec(code);
  if (method !== null) {
    const [, name = "", given] = method;
    const found = RECEIVERS.find(([, methods]) => Object.hasOwn(methods, name));
    if (found === undefined) return undefined;
    const [receiver, methods] = found;
    const call = `${receiver}.${name}${given === undefined || /\.\.\.|\bvalue\b/.test(given) ? `(${methods[name]})` : given}`;
    if (receiver === "rows" || receiver.startsWith("z.")) return `${call.replace(/\(\{ \.\.\. \}\)/, `(${methods[name]})`)};`;
    return inRow(call);
  }
  if (/^(?:row|when|new|literal)\b/.test(code)) return inRow(code);
  if (code.startsWith("[")) return `trusted.table("t", { from: rows, partitionBy: ${code} });`;
  if (/^(?:zone|trusted|note|iceberg|ambiguous)\b/.test(code)) return `void ${code};`;
  return undefined;
}

/** A reason for a column by name. */
const PERSONAL = 'trusted.table("t", { from: rows, personal: { OPTION } })';

const TYPE_OF_METHOD: readonly (readonly [methods: RegExp, type: string])[] = [
  [/^(?:gte|lte|toDate)$/, "epochMillis()"],
  [/^(?:gt|eq|plus)$/, "z.number()"],
];

/** The columns that a code names, with the type that is asked of them. */
function columnsIn(code: string): ReadonlyMap<string, string> {
  const columns = new Map([
    ["id", "z.string()"],
    ["at", "epochMillis()"],
    ["number", "z.number().optional()"],
    ["text", "z.string().optional()"],
    ["yes", "z.boolean()"],
    ["list", "z.array(z.string())"],
    ["record", "z.record(z.string(), z.string())"],
    ["object", "z.object({ name: z.string() })"],
  ]);
  for (const [, name = ""] of code.matchAll(/"(\w[^"]*)"(?!\s*\}|: "words")/g))
    if (!columns.has(name)) columns.set(name, "z.string().optional()");
  // What is after the colon in `on` is a column of the other side, in `rename` a new name.
  const inOn = code.includes("on: ") ? code.matchAll(/: "(\w+)"/g) : [];
  for (const [, name = ""] of inOn) if (!columns.has(name)) columns.set(name, "z.string().optional()");
  for (const [, name = ""] of code.matchAll(/"([^"]+)": "/g)) if (!columns.has(name)) columns.set(name, "z.string().optional()");
  for (const [, name = ""] of code.matchAll(/(\w+): "/g)) if (!columns.has(name)) columns.set(name, "z.string().optional()");
  for (const [, name = "", method] of code.matchAll(/\b(?:row|person)\.(\w+)(?:\.(\w+)\()?/g)) {
    const type = TYPE_OF_METHOD.find(([methods]) => methods.test(method ?? ""))?.[1];
    if (type !== undefined || !columns.has(name)) columns.set(name, type ?? "z.string().optional()");
  }
  for (const [, name = ""] of code.matchAll(/person\.(\w+)/g)) columns.set(name, "epochMillis()");
  return columns;
}
