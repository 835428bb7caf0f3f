import type { Cursor, Placed } from "./cursor.ts";
import type { HiveColumn, HivePartition, HiveProperty, HiveStorage, HiveTable } from "./hive-table.ts";
import { hiveTypeAt } from "./hive-type.ts";

/** What the clauses behind the columns say; each stands at most once, in any order. */
interface Clauses {
  comment?: string;
  partitions: HivePartition[];
  storage: { -readonly [K in keyof HiveStorage]: HiveStorage[K] };
  location?: Placed;
  properties: HiveProperty[];
  others: Placed[];
}

/** What the columns and constraints say. */
interface Body {
  readonly columns: HiveColumn[];
  readonly unique: (readonly string[])[];
  readonly others: Placed[];
}

/** Reads a statement from behind `CREATE ... TABLE` to its end. Refuses what does not have the form of one. */
export function createTableAt(cursor: Cursor): HiveTable {
  cursor.takes("IF", "NOT", "EXISTS");
  const name = tableNameAt(cursor);
  const body: Body = { columns: [], unique: [], others: [] };
  if (cursor.takesSymbol("(")) {
    do elementAt(cursor, body);
    while (cursor.takesSymbol(","));
    if (!cursor.takesSymbol(")")) cursor.fail("`,` or `)` behind the column");
  }
  const clauses: Clauses = { partitions: [], storage: { serdeProperties: [] }, properties: [], others: [] };
  while (!cursor.atEnd) clauseAt(cursor, clauses);
  return { name, ...body, ...clauses, others: [...body.others, ...clauses.others] };
}

/** The last part of `table`, `database.table` or `catalog.database.table`; Athena takes the dots between the quotes too. */
function tableNameAt(cursor: Cursor): Placed {
  let name = cursor.name("the name of a table");
  while (cursor.takesSymbol(".")) name = cursor.name("the name of a table");
  return { ...name, value: name.value.slice(name.value.lastIndexOf(".") + 1) };
}

/** A column or a constraint. */
function elementAt(cursor: Cursor, body: Body): void {
  const start = cursor.peek();
  const named = cursor.sees("CONSTRAINT") && !isColumnNamed(cursor);
  if (named) {
    cursor.next();
    cursor.name("the name of the constraint");
  }
  if (cursor.sees("PRIMARY", "KEY") || (cursor.sees("UNIQUE") && cursor.seesSymbol("(", 1))) {
    if (!cursor.takes("PRIMARY", "KEY")) cursor.next();
    body.unique.push(namesAt(cursor));
    statesAt(cursor);
  } else if (named || cursor.sees("FOREIGN", "KEY") || (cursor.sees("CHECK") && cursor.seesSymbol("(", 1))) {
    passTo(cursor, [",", ")"]);
    body.others.push(cursor.since(start));
  } else {
    columnAt(cursor, body);
  }
}

/** `constraint string` is a column; `CONSTRAINT name PRIMARY KEY ...` is none. */
const isColumnNamed = (cursor: Cursor): boolean => {
  const third = cursor.peek(2);
  return third.kind !== "word" || !/^(?:primary|unique|foreign|check)$/i.test(third.value);
};

function columnAt(cursor: Cursor, body: Body): void {
  const { value: name, site } = cursor.name("the name of a column");
  const type = hiveTypeAt(cursor);
  let comment: string | undefined;
  let notNull = false;
  for (;;) {
    const start = cursor.peek();
    if (cursor.takes("CONSTRAINT")) cursor.name("the name of the constraint");
    if (cursor.takes("COMMENT")) comment = cursor.text("the comment").value;
    else if (cursor.takes("NOT", "NULL")) notNull = true;
    else if (cursor.takes("PRIMARY", "KEY") || cursor.takes("UNIQUE")) body.unique.push([name]);
    else if (["DEFAULT", "CHECK", "REFERENCES", "GENERATED"].some((word) => cursor.sees(word))) {
      passTo(cursor, [",", ")"], ["COMMENT"]);
      body.others.push(cursor.since(start));
    } else if (!cursor.takes("NULL") && !stateAt(cursor)) break;
  }
  body.columns.push({ name, site, type, notNull, ...(comment === undefined ? {} : { comment }) });
}

const STATES = ["ENABLE", "ENABLED", "DISABLE", "DISABLED", "NOVALIDATE", "VALIDATE", "RELY", "NORELY"] as const;

/** Whether an engine holds a constraint to the rows: Sluice does. */
const stateAt = (cursor: Cursor): boolean => STATES.some((state) => cursor.takes(state));

function statesAt(cursor: Cursor): void {
  while (stateAt(cursor));
}

function namesAt(cursor: Cursor): readonly string[] {
  cursor.expectSymbol("(");
  const names: string[] = [];
  do names.push(cursor.name("the name of a column").value);
  while (cursor.takesSymbol(","));
  cursor.expectSymbol(")");
  return names;
}

/** Passes over tokens, and what stands in parentheses, up to one of the symbols, a keyword, or the end. */
function passTo(cursor: Cursor, symbols: readonly string[], words: readonly string[] = []): void {
  while (!cursor.atEnd && !symbols.some((symbol) => cursor.seesSymbol(symbol)) && !words.some((word) => cursor.sees(word))) cursor.pass();
}

const CLAUSE_WORDS = [
  "COMMENT",
  "PARTITIONED",
  "CLUSTERED",
  "SKEWED",
  "ROW",
  "STORED",
  "LOCATION",
  "TBLPROPERTIES",
  "WITH",
  "USING",
  "OPTIONS",
  "AS",
] as const;

function clauseAt(cursor: Cursor, clauses: Clauses): void {
  const start = cursor.peek();
  const { storage } = clauses;
  if (cursor.takes("COMMENT")) clauses.comment = cursor.text("the comment").value;
  else if (cursor.takes("PARTITIONED", "BY")) clauses.partitions.push(...partitionsAt(cursor));
  else if (cursor.takes("ROW", "FORMAT", "SERDE")) storage.serde = cursor.text("the class of the SerDe");
  else if (cursor.takes("WITH", "SERDEPROPERTIES")) storage.serdeProperties = propertiesAt(cursor);
  else if (cursor.takes("STORED", "AS", "INPUTFORMAT")) {
    storage.inputFormat = cursor.text("the class of the input format");
    if (cursor.takes("OUTPUTFORMAT")) cursor.text("the class of the output format");
  } else if (cursor.takes("STORED", "AS") || cursor.takes("USING")) storage.format = cursor.name("the name of a format");
  else if (cursor.takes("LOCATION")) clauses.location = cursor.text("the location");
  else if (cursor.takes("TBLPROPERTIES")) clauses.properties.push(...propertiesAt(cursor));
  else if (cursor.takes("OPTIONS")) optionsAt(cursor, clauses);
  else if (cursor.sees("ROW", "FORMAT", "DELIMITED") || cursor.sees("STORED", "BY")) {
    cursor.next();
    cursor.next();
    cursor.next();
    passTo(cursor, [], CLAUSE_WORDS.slice(0, -1));
    storage.other = cursor.since(start);
  } else if (cursor.sees("CLUSTERED", "BY") || cursor.sees("SKEWED", "BY")) {
    cursor.next();
    cursor.next();
    passTo(cursor, [], CLAUSE_WORDS);
    if (cursor.takes("STORED", "AS", "DIRECTORIES")) passTo(cursor, [], CLAUSE_WORDS);
    clauses.others.push(cursor.since(start));
  } else if (cursor.sees("AS") || cursor.sees("LIKE") || cursor.sees("WITH")) {
    cursor.next();
    while (!cursor.atEnd) cursor.pass();
    clauses.others.push(cursor.since(start));
  } else cursor.fail("`COMMENT`, `PARTITIONED BY`, `ROW FORMAT`, `STORED AS`, `LOCATION` or `TBLPROPERTIES`");
}

/** Columns, or what Iceberg and Spark have in their place: `day(at)`, `name`. */
function partitionsAt(cursor: Cursor): readonly HivePartition[] {
  const partitions: HivePartition[] = [];
  cursor.expectSymbol("(");
  do {
    const start = cursor.peek();
    let by: Pick<HivePartition, "name" | "type"> = {};
    if (cursor.seesSymbol("(", 1)) passTo(cursor, [",", ")"]);
    else {
      const { value: name } = cursor.name("the name of a column");
      by = cursor.seesSymbol(",") || cursor.seesSymbol(")") ? { name } : { name, type: hiveTypeAt(cursor) };
    }
    const { value, site } = cursor.since(start);
    partitions.push({ value: value.replaceAll("`", ""), site, ...by });
    if (cursor.takes("COMMENT")) cursor.text("the comment");
  } while (cursor.takesSymbol(","));
  cursor.expectSymbol(")");
  return partitions;
}

/** Spark's `OPTIONS (...)`, one of which is the location. */
function optionsAt(cursor: Cursor, clauses: Clauses): void {
  for (const option of propertiesAt(cursor)) {
    if (option.key.toLowerCase() === "path") clauses.location = { value: option.value, site: option.site };
    else clauses.properties.push(option);
  }
}

/** `('key' = 'value', ...)`; Spark writes keys and values without quotes too. */
function propertiesAt(cursor: Cursor): HiveProperty[] {
  const properties: HiveProperty[] = [];
  cursor.expectSymbol("(");
  if (cursor.takesSymbol(")")) return properties;
  do {
    const start = cursor.peek();
    let { value: key } = cursor.name("the name of a property");
    while (cursor.takesSymbol(".")) key = `${key}.${cursor.name("the name of a property").value}`;
    cursor.takesSymbol("=");
    const { value } = cursor.name("the value of the property");
    properties.push({ key, value, site: cursor.since(start).site });
  } while (cursor.takesSymbol(","));
  cursor.expectSymbol(")");
  return properties;
}
