/** A table of the lakes that are compared: a filter and a join, 10 columns. */
export interface Model {
  readonly name: string;
  /** Ten tables of one file. */
  readonly group: string;
  readonly description: string;
  readonly reads: string;
  readonly joins: "people_trusted" | "devices";
  /** What `value` must be over. */
  readonly above: number;
  readonly columns: readonly ModelColumn[];
}

interface ModelColumn {
  readonly name: string;
  readonly type: "varchar" | "bigint" | "double";
  readonly of: "event" | "other";
}

const TABLES_PER_GROUP = 10;
const EVENT_SOURCES = 10;

const column = (name: string, type: ModelColumn["type"], of: ModelColumn["of"] = "event"): ModelColumn => ({ name, type, of });
const OF_EVENT = [
  column("id", "varchar"),
  column("user", "varchar"),
  column("at", "bigint"),
  column("device", "varchar"),
  column("value", "double"),
  column("x", "double"),
  column("y", "double"),
  column("z", "double"),
];
const WITH_PERSON = [...OF_EVENT, column("country", "varchar", "other"), column("plan", "varchar", "other")];
const WITH_DEVICE = [...OF_EVENT, column("maker", "varchar", "other"), column("model", "varchar", "other")];

const nameOf = (index: number): string => `t${String(index).padStart(4, "0")}`;
const groupOf = (index: number): string => `group-${String(Math.floor(index / TABLES_PER_GROUP)).padStart(3, "0")}`;

/** Every second table reads the one before; the last of each file one of the file before. The others read a source. */
export const modelsOf = (tables: number): readonly Model[] =>
  Array.from({ length: tables }, (_, index): Model => {
    const isSecond = index % 2 === 1;
    const isLast = index % TABLES_PER_GROUP === TABLES_PER_GROUP - 1;
    const before = isLast && index >= TABLES_PER_GROUP ? index - TABLES_PER_GROUP - 1 : index - 1;
    return {
      name: nameOf(index),
      group: groupOf(index),
      description: `Events over ${index}, with the ${isSecond ? "device" : "person"}.`,
      reads: isSecond ? nameOf(before) : `events_${(index / 2) % EVENT_SOURCES}`,
      joins: isSecond ? "devices" : "people_trusted",
      above: index,
      columns: isSecond ? WITH_DEVICE : WITH_PERSON,
    };
  });
