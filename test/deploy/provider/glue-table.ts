import type { Column, TableInput } from "@aws-sdk/client-glue";

interface ColumnProperties {
  readonly name: string;
  readonly type: string;
  readonly comment?: string;
}

/** Properties of @pulumi/aws's CatalogTable, as far as Sluice sets them. */
export interface TableProperties {
  readonly name: string;
  readonly databaseName: string;
  readonly catalogId: string;
  readonly description?: string;
  readonly tableType: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly partitionKeys?: readonly ColumnProperties[];
  readonly storageDescriptor: {
    readonly columns: readonly ColumnProperties[];
    readonly location: string;
    readonly inputFormat?: string;
    readonly outputFormat?: string;
    readonly serDeInfo?: { readonly serializationLibrary: string; readonly parameters: Readonly<Record<string, string>> };
  };
  readonly openTableFormatInput?: unknown;
}

const column = ({ name, type, comment }: ColumnProperties) => ({
  Name: name,
  Type: type,
  ...(comment === undefined ? {} : { Comment: comment }),
});

export const columnsFrom = (columns: readonly Column[] = []): ColumnProperties[] =>
  columns.map(({ Name = "", Type = "", Comment }) => ({ name: Name, type: Type, ...(Comment ? { comment: Comment } : {}) }));

export function tableInputOf(table: TableProperties): TableInput & { readonly Name: string } {
  const { columns, location, inputFormat, outputFormat, serDeInfo } = table.storageDescriptor;
  return {
    Name: table.name,
    ...(table.description === undefined ? {} : { Description: table.description }),
    TableType: table.tableType,
    Parameters: { ...table.parameters },
    PartitionKeys: (table.partitionKeys ?? []).map(column),
    StorageDescriptor: {
      Columns: columns.map(column),
      Location: location,
      ...(inputFormat === undefined ? {} : { InputFormat: inputFormat }),
      ...(outputFormat === undefined ? {} : { OutputFormat: outputFormat }),
      ...(serDeInfo === undefined
        ? {}
        : { SerdeInfo: { SerializationLibrary: serDeInfo.serializationLibrary, Parameters: { ...serDeInfo.parameters } } }),
    },
  };
}
