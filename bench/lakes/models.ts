/** A table of the lakes that are compared: a filter and a join, 10 columns. */
export interface Model {
  readonly name: string;
  readonly reads: string;
  readonly joins: "people_trusted" | "devices";
  readonly above: number;
  readonly columns: readonly string[];
}

export const TABLES_PER_FILE = 10;
const EVENT_SOURCES = 10;

const WITH_PERSON = ["id", "user", "at", "device", "value", "x", "y", "z", "country", "plan"];
const WITH_DEVICE = ["id", "user", "at", "device", "value", "x", "y", "z", "maker", "model"];

const nameOf = (index: number): string => `t${String(index).padStart(4, "0")}`;

/** Every second table reads the one before; the last of each file one of the file before. The others read a source. */
export const modelsOf = (tables: number): readonly Model[] =>
  Array.from({ length: tables }, (_, index): Model => {
    const isSecond = index % 2 === 1;
    const isLast = index % TABLES_PER_FILE === TABLES_PER_FILE - 1;
    const before = isLast && index >= TABLES_PER_FILE ? index - TABLES_PER_FILE - 1 : index - 1;
    return {
      name: nameOf(index),
      reads: isSecond ? nameOf(before) : `events_${(index / 2) % EVENT_SOURCES}`,
      joins: isSecond ? "devices" : "people_trusted",
      above: index,
      columns: isSecond ? WITH_DEVICE : WITH_PERSON,
    };
  });
