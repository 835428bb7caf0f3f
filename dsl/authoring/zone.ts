import type { Report, Site } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { TableFormat, TablePlan, ZonePlan } from "../operations/lake.ts";
import type { Consent } from "./consent.ts";
import { iceberg, isFormat } from "./format.ts";
import { describe } from "./held.ts";
import { checkTableName } from "./names.ts";
import { checkOptions, isOptions, reasonsIn } from "./options.ts";
import { partitionColumns, targetFileMB } from "./partitions.ts";
import { relationOf } from "./relation-builder.ts";
import type { AnyRelation, FieldsIn, Table } from "./relation-types.ts";
import { reportAt, session, siteOf } from "./session.ts";
import { checkCase, TableBuilder } from "./table.ts";

export interface ZoneOptions {
  /** The consent that every row about a person needs here. */
  readonly requires?: Consent;
  /** Whether personal data may stand here without being named one by one. Default "allow". */
  readonly personal?: "allow" | "deny";
  /** Whether personal data may decide which rows there are: a filter on a name tells something of it though no column holds it. Default "allow". */
  readonly implicit?: "allow" | "deny";
  /** The format of its tables. Default `iceberg()`. */
  readonly format?: TableFormat;
}

export interface TableOptions<R extends AnyRelation> {
  readonly from: R;
  /** Default: the zone's. */
  readonly format?: TableFormat;
  /** Columns whose values divide the table's files: text, booleans, whole numbers or days. Queries on them read less. */
  readonly partitionBy?: readonly FieldsIn<R>["name"][];
  /** How large a data file should be: 1 to 1024 MiB. */
  readonly targetFileMB?: number;
  /** Columns that may hold personal data here, each with the reason. */
  readonly personal?: { readonly [Name in FieldsIn<R>["name"]]?: string };
  /** Why it is enough that some possible owner of an ambiguous reference agreed. */
  readonly anyOwner?: string;
  /** Why consent may be later than the event. */
  readonly atAnyTime?: string;
  /** Why personal data may decide which rows there are, in a zone with `implicit: "deny"`. */
  readonly implicit?: string;
  /** Instead of the doc comment. */
  readonly description?: string;
}

/** A zone of the lake. */
export interface Zone {
  readonly zoneName: string;
  /** Declares a table of the zone. It exists whether or not it is exported. */
  table<R extends AnyRelation>(name: string, options: TableOptions<R>): Table<FieldsIn<R>>;
}

const ZONE_OPTIONS = ["requires", "personal", "implicit", "format"] as const;
const TABLE_OPTIONS = [
  "from",
  "format",
  "partitionBy",
  "targetFileMB",
  "personal",
  "anyOwner",
  "atAnyTime",
  "implicit",
  "description",
] as const;

/** A zone is a folder of `generated/` and of the lake, beside those that are there already. */
const TAKEN: Readonly<Record<string, string>> = {
  landing: "it is the zone of the sources",
  queries: "named queries are written there",
  quarantine: "the bad records of sources are kept there",
  runs: "the jobs of a workflow share their list of landing files there",
  staging: "runs keep there what they have not committed",
  sluice_runtime: "the runtime of the jobs is there",
};

/** A zone, with what its tables promise. Sources are in the zone `landing`. */
export function zone(name: string, options: ZoneOptions = {}): Zone {
  const site = siteOf(zone);
  const report = reportAt(site);
  const zoneName = checkTableName(name, "a zone", report);
  const what = `zone \`${zoneName}\``;
  const taken = Object.hasOwn(TAKEN, zoneName) ? TAKEN[zoneName] : undefined;
  if (taken !== undefined) {
    const expected = `\`${zoneName}\` is taken: ${taken}`;
    report({ code: "invalid-name", parameters: { what: "a zone", name: zoneName, expected } });
  }
  const given = checkOptions(options, ZONE_OPTIONS, what, report);
  const { requires, personal = "allow", implicit = "allow" } = given as ZoneOptions;
  if (requires !== undefined && typeof requires.consentName !== "string") {
    report({
      code: "invalid-declaration",
      parameters: { what, reason: `\`requires\` must be what \`consent(...)\` returned, not ${describe(requires)}` },
      focus: "requires",
    });
  }
  for (const [option, value] of Object.entries({ personal, implicit })) {
    if (value === "allow" || value === "deny") continue;
    report({ code: "invalid-declaration", parameters: { what, reason: `\`${option}\` must be "allow" or "deny"` }, focus: option });
  }
  const plan: ZonePlan = {
    name: zoneName,
    ...(requires === undefined ? {} : { requires: requires.consentName }),
    personal,
    ...(implicit === "allow" ? {} : { implicit }),
  };
  session().zones.push({ plan, site });
  const zoneFormat = formatIn(given.format, iceberg(), what, report);
  const self: Zone = {
    zoneName,
    table: (tableName, tableOptions) => declareTable(zoneName, zoneFormat, tableName, tableOptions, siteOf(self.table)),
  };
  return self;
}

function declareTable<R extends AnyRelation>(
  zoneName: string,
  zoneFormat: TableFormat,
  name: string,
  options: TableOptions<R>,
  site: Site,
): Table<FieldsIn<R>> {
  const report = reportAt(site);
  const tableName = checkTableName(name, "a table", report);
  const what = `table \`${tableName}\``;
  const given = tableOptions(options, what, report);
  const from = given.from === undefined ? undefined : relationOf(given.from, "from", report, "from");
  const schema = from?.schema ?? { columns: [], poisoned: true };
  checkCase(schema.columns, "table", tableName, report);
  const personal = reasonsIn(
    checkOptions(
      given.personal ?? {},
      schema.columns.map((column) => column.name),
      "`personal`",
      report,
    ),
    schema.columns.map((column) => column.name),
    report,
  );
  const format = formatIn(given.format, zoneFormat, what, report);
  const fileSize = targetFileMB(given.targetFileMB, what, report);
  const partitionBy = partitionColumns(given.partitionBy, { name: tableName, columns: schema.columns, format }, report);
  if (from !== undefined) {
    const plan: Omit<TablePlan, "file"> = {
      name: tableName,
      zone: zoneName,
      ...(typeof given.description === "string" ? { description: given.description } : {}),
      relation: from.node,
      columns: schema.columns,
      format,
      partitionBy,
      ...(fileSize === undefined ? {} : { targetFileMB: fileSize }),
      personal: personal as Readonly<Record<string, string>>,
      ...reasonsIn(given, ["anyOwner", "atAnyTime", "implicit"], report),
    };
    session().tables.push({ plan, site });
  }
  return new TableBuilder(tableName, schema, site) as unknown as Table<FieldsIn<R>>;
}

/** The options, with what there is to say of a `from` that is missing. */
function tableOptions(options: unknown, what: string, report: Report): Readonly<Record<string, unknown>> {
  if (!isOptions(options)) return checkOptions(options, TABLE_OPTIONS, what, report, "say what it is made from: `{ from: orders }`");
  const given = checkOptions(options, TABLE_OPTIONS, what, report);
  const isMisspelt = Object.keys(options).some((option) => !isOption(option) && nearest(option, TABLE_OPTIONS) === "from");
  if (given.from === undefined && !isMisspelt)
    report({ code: "not-a-relation", parameters: { operation: "from", found: describe(undefined) }, focus: "from" });
  return given;
}

const isOption = (option: string): boolean => (TABLE_OPTIONS as readonly string[]).includes(option);

function formatIn(value: unknown, otherwise: TableFormat, what: string, report: Report): TableFormat {
  if (value === undefined) return otherwise;
  if (isFormat(value)) return value;
  report({
    code: "invalid-declaration",
    parameters: { what, reason: `\`format\` must be \`iceberg()\`, \`parquet()\` or \`json()\`, not ${describe(value)}` },
    focus: "format",
  });
  return otherwise;
}
