"""Tables: `read_table`, `write_table` and `commit` alone know how a lake keeps them."""

import json
from collections.abc import Iterable

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from sluice_runtime.column_types import spark_schema
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files, join, literal
from sluice_runtime.plans import Json

_ENGINE = "spark"
_JSON_OPTIONS = {"timestampFormat": "yyyy-MM-dd HH:mm:ss.SSSSSS", "lineSep": "\n"}

Version = Json
"""What `<lake>/tables/<table>.json` holds of a table's version; `path` is below the lake."""


def open_lake(files: Files, lake: str) -> None:
    """Marks a lake folder as this engine's. Raises `SluiceError` when it is another's."""
    location = join(lake, "sluice-lake.json")
    text = files.read(location)
    if text is None:
        files.replace(location, json.dumps({"engine": _ENGINE}) + "\n")
        return
    engine = json.loads(text).get("engine")
    if engine != _ENGINE:
        raise SluiceError(f"{lake} was made by the {engine} engine, not {_ENGINE}")


def current_version(files: Files, lake: str, table: str) -> Version | None:
    """The version of a table that readers see; None before its first commit."""
    text = files.read(_pointer(lake, table))
    version: Version | None = None if text is None else json.loads(text)
    return version


def read_table(spark: SparkSession, plan: Json, lake: str, version: Version | None) -> DataFrame:
    """A version of a table. Raises `SluiceError` when there is none, or it has other columns."""
    if version is None:
        raise SluiceError(f"{plan['name']} has no version in {lake} yet: run it first")
    schema = spark_schema(plan["columns"])
    difference = _difference(schema, spark_schema(version["columns"]))
    if difference is not None:
        raise SluiceError(f"{plan['name']} is older than its plan ({difference}): run it first")
    location = literal(join(lake, version["path"]))
    if version["format"] == "json":
        rows = spark.read.schema(schema).options(mode="FAILFAST", **_JSON_OPTIONS).json(location)
    else:
        rows = spark.read.schema(schema).parquet(location)
    return rows.select([quoted_column(name) for name in schema.names])


def write_table(
    spark: SparkSession, plan: Json, rows: DataFrame, lake: str, run_id: str
) -> Version:
    """Writes a new version of a table, which no reader sees before `commit`."""
    path = join("data", plan["zone"], plan["name"], run_id)
    kind = plan["format"]["kind"]
    partitions = [] if kind == "iceberg" else plan.get("partitionBy", [])
    guarded = [
        _guarded(column, column["name"] in partitions).alias(column["name"])
        for column in plan["columns"]
    ]
    writer = rows.select(guarded).write.partitionBy(*partitions)
    try:
        if kind == "json":
            writer.options(compression="gzip", **_JSON_OPTIONS).json(join(lake, path))
        else:
            writer.parquet(join(lake, path))
    except Exception:
        Files(spark).delete(join(lake, path))
        raise
    version = {
        "engine": _ENGINE,
        "table": plan["name"],
        "zone": plan["zone"],
        "format": "json" if kind == "json" else "parquet",
        "path": path,
        "columns": [{"name": c["name"], "type": c["type"]} for c in plan["columns"]],
    }
    return {**version, "rows": read_table(spark, plan, lake, version).count()}


def commit(files: Files, lake: str, versions: Iterable[Version]) -> None:
    """Makes versions the ones that readers see, each by the rename of one small file."""
    for version in versions:
        files.replace(_pointer(lake, version["table"]), json.dumps(version, indent=2) + "\n")


def check_columns(plan: Json, rows: DataFrame) -> None:
    """Raises `SluiceError` unless the rows have the plan's columns, in its order and types."""
    difference = _difference(spark_schema(plan["columns"]), rows.schema)
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


def _guarded(column: Json, partition: bool) -> Column:
    """A column that fails the run where it breaks its plan, or a folder's name would lose it."""
    value = quoted_column(column["name"])
    if partition and column["type"]["kind"] == "string":
        value = F.when(
            value == "", _raise(f"{column['name']} is empty, which no partition can be")
        ).otherwise(value)
    if column["nullable"]:
        return value
    return F.coalesce(value, _raise(f"{column['name']} is NULL, which its plan rules out"))


def _raise(message: str) -> Column:
    return F.raise_error(F.lit(message))


def quoted_column(name: str) -> Column:
    return F.col("`" + name.replace("`", "``") + "`")


def _pointer(lake: str, table: str) -> str:
    return join(lake, "tables", f"{table}.json")
