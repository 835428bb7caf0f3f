import type { SourceColumn } from "../../../operations/lake.ts";
import type { ColumnType } from "../../../schema/column-type.ts";
import { identifier } from "../identifier.ts";
import { text } from "../literals.ts";
import { DEEPEST } from "./records.ts";
import type { Spellings } from "./spellings.ts";
import type { StagingColumns } from "./staging.ts";
import { type LineValue, sureCheck, sureValue } from "./sure-values.ts";

/** A line's place is counted from here in each of the blocks. */
export const PLACES_A_BLOCK = 2 ** 32;

/**
 * What DuckDB's JSON has and JSON has not, when all values are scalars: a comma before the end. With unknown keys, also
 * one anywhere else, NaN and infinity.
 */
const LAST_COMMA = ",[ \\t\\r]*\\}[ \\t\\r]*$";
const LENIENT = "(?i),[ \\t\\r]*[}\\]]|[:\\[,\\-][ \\t\\r]*(?:nan|inf)";
/** A number whose digits DuckDB may not have kept: a fraction of more than 15 digits in all, or an exponent. */
const INEXACT = "[:\\[,][ \\t\\r]*-?(?:[0-9]{10,}[.]|[0-9]*[.][0-9]{6}|[0-9.]+[eE])";

/** A number of more digits than a double keeps; beside it, a double may stand for what is no whole number. */
const MANY_DIGITS = "[0-9.]{16}";

const INTEGERS: ReadonlySet<ColumnType["kind"]> = new Set(["int32", "int64", "epochMillis"]);

/** Too few brackets for a value that is nested too deep. */
const FLAT = `(strlen(line) <= ${2 * DEEPEST} OR length(line) - length(translate(line, '[{', '')) <= ${DEEPEST})`;

/**
 * The statement that reads blocks of lines, its parameters, into a source's staging table. A line of which it is sure
 * becomes a row: it is a JSON object with known keys only, each once, and every value fits its column and passes its
 * checks. Of any other line, which may be good or bad, it keeps the place. Lines of nothing at all it leaves out.
 */
export function sureLinesStatement(
  table: string,
  columns: readonly SourceColumn[],
  staging: StagingColumns,
  { variants, unknown }: Spellings,
  blocks: number,
): string {
  const spelled = variants.flat();
  const paths = [...spelled, ...unknown].map((key) => text(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  const places = variants.map((keys) => keys.map((key) => spelled.indexOf(key) + 1));
  const isThere = (place: number): string => `(types[${place}] IS NOT NULL)::INTEGER`;
  const unknownThere = unknown.map((_, i) => isThere(spelled.length + i + 1));
  const present = [...spelled.map((_, i) => isThere(i + 1)), ...unknownThere].join(" + ");
  const oneSpelling = places.filter((own) => own.length > 1).map((own) => `${own.map(isThere).join(" + ")} <= 1`);

  const first = (list: string, own: readonly number[]): string =>
    own.length === 1 ? `${list}[${own[0]}]` : `coalesce(${own.map((place) => `${list}[${place}]`).join(", ")})`;
  const parts = places.flatMap((own, i) => [`nullif(${first("types", own)}, 'NULL') AS type_${i}`, `${first("texts", own)} AS text_${i}`]);
  const lineOf = (i: number): LineValue => ({ jsonType: `type_${i}`, text: `text_${i}`, value: `value_${i}` });
  const values = columns.map(({ type }, i) => `${sureValue(type, lineOf(i))} AS value_${i}`);
  const fits = columns.map((column, i) => {
    const holds = [
      sureCheck.type(column.type, lineOf(i)),
      ...column.checks.map((check) => sureCheck.row(column.type, check, lineOf(i))),
    ].join(" AND ");
    return `${column.nullable ? `(type_${i} IS NULL OR ` : ""}coalesce(${holds}, FALSE)${column.nullable ? ")" : ""}`;
  });
  const unknownBits =
    unknownThere.length === 0
      ? "CAST(NULL AS BIGINT)"
      : `nullif(${unknownThere.map((bit, i) => `(${bit}::BIGINT << ${i})`).join(" | ")}, 0)`;
  const lenient = unknownThere.length === 0 ? LAST_COMMA : LENIENT;
  const reals = columns.flatMap(({ type }, i) => (INTEGERS.has(type.kind) ? [`type_${i} = 'DOUBLE'`] : []));
  const exact =
    reals.length === 0 ? [] : [`CASE WHEN ${reals.join(" OR ")} THEN NOT regexp_matches(line, ${text(MANY_DIGITS)}) ELSE TRUE END`];
  const flat = unknownThere.length === 0 ? "" : ` AND ${FLAT}`;
  const suspicious = columns.some(({ type }) => type.kind === "decimal") ? `(?:${lenient})|${INEXACT}` : lenient;
  const target = [...columns.map(({ name }) => name), staging.place, staging.unknown].map(identifier).join(", ");

  return `INSERT INTO ${identifier(table)} (${target})
WITH lines AS (${Array.from({ length: blocks }, (_, i) => blockLines(i)).join("\n  UNION ALL ")}),
objects AS (SELECT place, line, starts_with(line, '{') AND (ends_with(line, '}') OR ends_with(line, '}' || chr(13))) AND json_valid(line) AS is_object FROM lines WHERE line <> '' AND line <> chr(13)),
members AS (SELECT place, line, is_object,
  CASE WHEN is_object THEN len(json_keys(line)) END AS keys,
  CASE WHEN is_object THEN json_type(line, [${paths.join(", ")}]) END AS types,
  CASE WHEN is_object THEN json_extract_string(line, [${paths.slice(0, spelled.length).join(", ")}]) END AS texts
  FROM objects),
texts AS (SELECT place, line, ${parts.join(", ")}, ${unknownBits} AS unknown,
  is_object AND keys = ${present}${oneSpelling.map((sql) => ` AND ${sql}`).join("")} AND NOT regexp_matches(line, ${text(suspicious)})${flat} AS is_known FROM members),
typed AS (SELECT *, ${values.join(", ")} FROM texts),
sure AS (SELECT *, coalesce(is_known, FALSE) AND ${[...fits, ...exact].join(" AND ")} AS is_sure FROM typed)
SELECT ${columns.map((_, i) => `CASE WHEN is_sure THEN value_${i} END`).join(", ")},
  CASE WHEN NOT is_sure THEN place END, CASE WHEN is_sure THEN unknown END FROM sure`;
}

const blockLines = (i: number): string =>
  `SELECT unnest(range(len(split))) + ${i * PLACES_A_BLOCK} AS place, unnest(split) AS line FROM (SELECT string_split(decode($${i + 1}), chr(10)) AS split)`;
