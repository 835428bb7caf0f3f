"""The rows of a job's result: their columns are as planned, and break no promise of the plan."""

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from sluice_runtime.column_types import spark_schema
from sluice_runtime.errors import SluiceError
from sluice_runtime.partitions import guarded_partition
from sluice_runtime.plans import Json

_TARGET_MB = 128
"""The size of files where the plan says none."""


def check_columns(plan: Json, rows: DataFrame) -> None:
    """Raises `SluiceError` unless the rows have the plan's columns, in its order and types."""
    planned, found = spark_schema(plan["columns"]), rows.schema
    difference = _difference(planned, found)
    if difference is not None:
        raise SluiceError(f"the job's result is not as its plan says: {difference}")


def _difference(planned: T.StructType, found: T.StructType) -> str | None:
    if found.names != planned.names:
        return f"the columns are {', '.join(found.names)} instead of {', '.join(planned.names)}"
    for expected, actual in zip(planned, found, strict=True):
        planned_type, found_type = expected.dataType.simpleString(), actual.dataType.simpleString()
        if found_type != planned_type:
            return f"{expected.name} is {found_type} instead of {planned_type}"
    return None


def guarded(plan: Json, rows: DataFrame) -> DataFrame:
    """Rows that fail the run where one breaks the plan, or has no place in a partition."""
    kind = plan["format"]["kind"]
    folders = [] if kind == "iceberg" else plan.get("partitionBy", [])
    columns = []
    for column in plan["columns"]:
        value = quoted(column["name"])
        if column["name"] in folders:
            value = guarded_partition(plan["name"], column, kind, value)
        if not column["nullable"]:
            complaint = f"{column['name']} is NULL, which its plan rules out"
            value = F.coalesce(value, F.raise_error(F.lit(complaint)))
        columns.append(value.alias(column["name"]))
    return rows.select(columns)


def in_whole_files(plan: Json, rows: DataFrame) -> DataFrame:
    """Rows so spread that files come near the plan's size, which Spark takes before compression.

    Spark splits and joins its tasks by what they have shuffled: this is one more shuffle of the
    result. Files come out smaller than the target by as much as the format compresses. Iceberg
    spreads the rows of a partitioned table itself.
    """
    size = plan.get("targetFileMB", _TARGET_MB)
    rows.sparkSession.conf.set("spark.sql.adaptive.advisoryPartitionSizeInBytes", f"{size}m")
    partitions = plan.get("partitionBy", [])
    if partitions and plan["format"]["kind"] == "iceberg":
        return rows
    if not partitions:
        return rows.hint("rebalance")
    # Spark 3.5 takes no columns in `hint`.
    names = ", ".join(_in_backticks(name) for name in partitions).replace("{", "{{")
    names = names.replace("}", "}}")
    return rows.sparkSession.sql(f"SELECT /*+ REBALANCE({names}) */ * FROM {{rows}}", rows=rows)


def readable(table: str, columns: Sequence[Json], version: Json) -> None:
    """Raises `SluiceError` unless a version has these columns, among others, in these types."""
    found = {column.name: column for column in spark_schema(version["columns"])}
    for column in spark_schema(columns):
        actual = found.get(column.name)
        if actual is None:
            raise SluiceError(f"{table} has no column {column.name} yet: run it first")
        planned_type, found_type = column.dataType.simpleString(), actual.dataType.simpleString()
        if planned_type != found_type:
            raise SluiceError(
                f"{table} is older than its plan ({column.name} is {found_type} instead of "
                f"{planned_type}): run it first"
            )


def quoted(name: str) -> Column:
    """A column by its name, whatever characters that has."""
    return F.col(_in_backticks(name))


def _in_backticks(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
