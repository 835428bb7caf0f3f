"""Lake folders for tests."""

import sys
from pathlib import Path
from typing import Any

from plans import Json
from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.arguments import Arguments
from sluice_runtime.column_types import spark_schema
from sluice_runtime.files import Files
from sluice_runtime.lake import Lake, Prepared, commit_all, open_lake
from sluice_runtime.partitions import partitions_named
from sluice_runtime.plans import Plans
from sluice_runtime.rows import guarded, in_whole_files
from sluice_runtime.runs import read_current
from sluice_runtime.versions import new_version

FORMATS = ("iceberg", "parquet", "json")


def folder_lake(spark: SparkSession, folder: Path) -> Lake:
    """The lake below a folder."""
    lake = str(folder / "lake")
    arguments = Arguments("", None, lake, "folder", None, None, None, None, None, None)
    return open_lake(spark, arguments, Plans("", Files(spark).read))


def prepare(lake: Lake, plan: Json, rows: list[tuple[Any, ...]], run: str) -> Prepared:
    """Writes rows as a run would, without a commit."""
    frame = lake.spark.createDataFrame(rows, spark_schema(plan["columns"]))
    whole = in_whole_files(plan, guarded(plan, frame))
    with partitions_named(plan, frame):
        return lake.tables(plan).prepare(plan, whole, new_version(plan, run, []))


def put(lake: Lake, plan: Json, rows: list[tuple[Any, ...]], run: str) -> None:
    """Makes rows the current version of a table."""
    commit_all(lake, [prepare(lake, plan, rows, run)])


def current(lake: Lake, plan: Json) -> DataFrame:
    return read_current(lake, plan)


def values(frame: DataFrame) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in frame.collect()), key=repr)


def places(folder: Path) -> list[str]:
    """The arguments of a job."""
    named = (("--generated", "generated"), ("--landing", "landing"), ("--lake", "lake"))
    return [part for option, name in named for part in (option, str(folder / name))]


def python() -> str:
    return sys.executable
