import { refuse } from "../diagnostics/diagnostic.ts";
import type { LakePlan, SourcePlan, TablePlan } from "../operations/lake.ts";
import { lineageOfRelation } from "../operations/rules.ts";
import { tablesRead } from "../operations/steps.ts";
import type { LakeProof, TableProof } from "../proofs/proof.ts";
import { typeName } from "../schema/column-type.ts";

/** A column of a source or table with all that it comes from, down to the sources. */
export interface ColumnTree {
  readonly table: string;
  readonly column: string;
  readonly file: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly description?: string;
  /** How its table makes it, over the columns of what the table reads; absent for a source and for a plain copy. */
  readonly expression?: string;
  readonly from: readonly ColumnTree[];
  /** What it comes from stands at another place of the tree; `from` is empty. */
  readonly elsewhere?: true;
}

/** What there is to say of a source or table at a glance. */
export interface TableSummary {
  readonly table: string;
  readonly zone: string;
  readonly file: string;
  readonly description?: string;
  readonly format: string;
  readonly reads: readonly string[];
  readonly readBy: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
    readonly description?: string;
    readonly expression?: string;
  }[];
  /** The columns that decide which rows there are. */
  readonly rowsDecidedBy: readonly string[];
}

/** What `sluice explain` shows of a name. */
export type Explained =
  | { readonly column: ColumnTree }
  | {
      readonly table: TableSummary;
      readonly proof?: TableProof;
      /** The file of every source and table. */
      readonly files: Readonly<Record<string, string>>;
    };

/** Explains `TABLE`, by its proof too, or `TABLE.COLUMN`, the column in whatever case. Refuses `unknown-table` and `unknown-column`. */
export function explained(plan: LakePlan, name: string, proof?: LakeProof): Explained {
  const [tableName = "", ...path] = name.split(".");
  const tables = [...plan.sources, ...plan.tables];
  const table = tables.find((candidate) => candidate.name === tableName);
  if (table === undefined) return refuse("unknown-table", { table: tableName, existing: tables.map((candidate) => candidate.name) });
  if (path.length === 0) {
    const shown = proof?.tables.find((one) => one.table === tableName);
    const files = Object.fromEntries(tables.map((one) => [one.name, one.file]));
    return { table: tableSummary(plan, table), ...(shown === undefined ? {} : { proof: shown }), files };
  }
  const columnName = path.join(".");
  const existing = table.columns.map((column) => column.name);
  const column =
    existing.find((candidate) => candidate === columnName) ??
    existing.find((candidate) => candidate.toLowerCase() === columnName.toLowerCase());
  if (column === undefined) return refuse("unknown-column", { column: columnName, relation: tableName, existing });
  return { column: columnTree(plan, tableName, column) };
}

/** Where a column comes from, as a tree in which the origins of each column stand once. Throws when there is no such column. */
export function columnTree(plan: LakePlan, tableName: string, columnName: string): ColumnTree {
  const tables = new Map([...plan.sources, ...plan.tables].map((table) => [table.name, table]));
  const shown = new Set<string>();
  const treeOf = (name: string, columnOf: string): ColumnTree => {
    const table = tables.get(name);
    const column = table?.columns.find((candidate) => candidate.name === columnOf);
    if (table === undefined || column === undefined) throw new Error(`no column ${name}.${columnOf}`);
    const { type, nullable, description } = column;
    const lineage = "relation" in table ? lineageOfRelation(table.relation).columns.get(columnOf) : undefined;
    const isCopy = lineage === undefined || (lineage.from.length === 1 && lineage.from[0]?.how === "copied");
    const origins = lineage?.from ?? [];
    const key = `${name}.${columnOf}`;
    const isShown = origins.length > 0 && shown.has(key);
    shown.add(key);
    return {
      table: name,
      column: columnOf,
      file: table.file,
      type: typeName(type),
      nullable,
      ...(description === undefined ? {} : { description }),
      ...(isCopy || isShown ? {} : { expression: lineage.expression }),
      from: isShown ? [] : origins.map((origin) => treeOf(origin.table, origin.column)),
      ...(isShown ? { elsewhere: true } : {}),
    };
  };
  return treeOf(tableName, columnName);
}

export function tableSummary(plan: LakePlan, table: SourcePlan | TablePlan): TableSummary {
  const lineage = "relation" in table ? lineageOfRelation(table.relation) : undefined;
  return {
    table: table.name,
    zone: table.zone,
    file: table.file,
    ...(table.description === undefined ? {} : { description: table.description }),
    format: table.format.kind,
    reads: "relation" in table ? tablesRead(table.relation) : [],
    readBy: plan.tables.filter(({ relation }) => tablesRead(relation).includes(table.name)).map(({ name }) => name),
    columns: table.columns.map(({ name, type, nullable, description }) => {
      const expression = lineage?.columns.get(name)?.expression;
      return {
        name,
        type: typeName(type),
        nullable,
        ...(description === undefined ? {} : { description }),
        ...(expression === undefined ? {} : { expression }),
      };
    }),
    rowsDecidedBy: (lineage?.rows ?? []).map(({ table: from, column }) => `${from}.${column}`),
  };
}
