import { visibleText } from "../diagnostics/visible.ts";
import type { Catalog, CatalogTable } from "./catalog.ts";
import {
  type ConsentState,
  INDEX,
  type Index,
  type IndexColumn,
  LINEAGE,
  type LineageChunk,
  type MadeOf,
  PRIVACY,
  REGISTRY,
  tableChunk,
} from "./page/chunks.ts";
import type { PrivacyChunk } from "./page/privacy-chunk.ts";

/** The catalog as the scripts that the page loads: file name below `data/` to text. */
export function chunksOf(catalog: Catalog): ReadonlyMap<string, string> {
  const numbers = new Map(catalog.tables.map(({ name }, i) => [name, i]));
  return new Map<string, string>([
    script(INDEX, indexOf(catalog, numbers)),
    script(LINEAGE, lineageOf(catalog, numbers)),
    script(PRIVACY, privacyOf(catalog)),
    ...catalog.tables.map((table) => script(tableChunk(table.name), table)),
  ]);
}

/** On the page nothing is hidden. Texts keep their lines. */
const shown = (_: string, value: unknown): unknown => (typeof value === "string" ? visibleText(value) : value);

/** A classic script: pages opened as files can load nothing else. A string that is parsed is quicker than an object literal. */
const script = (name: string, value: unknown): [string, string] => [
  `${name}.js`,
  `(self.${REGISTRY} ??= {})[${JSON.stringify(name)}] = ${JSON.stringify(JSON.stringify(value, shown))};\n`,
];

/** Texts that are named by their number, each once. */
function textPool(): { readonly texts: string[]; readonly numberOf: (text: string | null) => number } {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const numberOf = (text: string | null): number => {
    if (text === null) return -1;
    const number = known.get(text) ?? texts.push(text) - 1;
    known.set(text, number);
    return number;
  };
  return { texts, numberOf };
}

function indexOf({ zones, consents, run, start, tables }: Catalog, numbers: ReadonlyMap<string, number>): Index {
  const zoneNumbers = new Map(zones.map(({ name }, i) => [name, i]));
  const { texts, numberOf } = textPool();
  const shown = tables.map((table) => ({
    name: table.name,
    zone: zoneNumbers.get(table.zone) ?? 0,
    isSource: table.kind === "source",
    description: table.description,
    reads: table.reads.map((read) => numbers.get(read) ?? -1),
    consent: consentOf(table),
    columns: table.columns.map(({ name, type, description, personal, nullable }): IndexColumn => {
      const tags = personal.length === 0 ? null : personal.join(", ");
      return [name, numberOf(type), numberOf(description), numberOf(tags), nullable ? 1 : 0];
    }),
  }));
  return { zones, consents, run, start: numbers.get(start) ?? 0, texts, tables: shown };
}

function consentOf({ claims }: CatalogTable): ConsentState {
  const states = claims.filter(({ question }) => question === "consent").map(({ status }) => status);
  if (states.length === 0) return "none";
  if (states.some((status) => status === "failed")) return "failed";
  return states.every((status) => status === "proven") ? "proven" : "acknowledged";
}

function lineageOf({ tables }: Catalog, numbers: ReadonlyMap<string, number>): LineageChunk {
  const columnNumbers = tables.map(({ columns }) => new Map(columns.map(({ name }, i) => [name, i])));
  const { texts, numberOf } = textPool();
  const made = tables.map(({ kind, columns }) =>
    kind === "source"
      ? []
      : columns.map(({ from, expression }): MadeOf => {
          const isCopy = from.length === 1 && from[0]?.how === "copied";
          const origins = from.flatMap(({ table, column, how }) => {
            const number = numbers.get(table) ?? -1;
            return [number, columnNumbers[number]?.get(column) ?? -1, how === "computed" ? 1 : 0];
          });
          return [isCopy ? -1 : numberOf(expression), ...origins];
        }),
  );
  return { texts, tables: made };
}

const privacyOf = ({ tables, assumptions, native }: Catalog): PrivacyChunk => ({
  tables: tables
    .filter(({ kind }) => kind === "table")
    .map(({ name, zone, claims, presence, exceptions, columns }) => ({
      name,
      zone,
      claims: claims.map(({ question, claim, status }) => ({ question, claim, status })),
      personal: columns.filter(({ personal }) => personal.length > 0).map(({ name: column, personal: tags }) => ({ column, tags })),
      presence,
      exceptions,
    })),
  assumptions,
  native,
});
