"""How a lake keeps tables: versions, pointers, formats."""

import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from plans import Json, column, kind, table
from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.column_types import spark_schema
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files
from sluice_runtime.tables import (
    check_columns,
    commit,
    current_version,
    open_lake,
    read_table,
    write_table,
)

COLUMNS = [
    column("i", "int32", nullable=True),
    column("s", "string", nullable=True),
    column("d", "double", nullable=True),
    column("f", "float", nullable=True),
    column("c", kind("decimal", precision=20, scale=10), nullable=True),
    column("day", "date", nullable=True),
    column("at", "timestamp", nullable=True),
    column("tags", kind("array", element=kind("string")), nullable=True),
    column("who", kind("struct", fields=[column("Name", "string")]), nullable=True),
    column("m", kind("map", value=kind("int64")), nullable=True),
]
FIRST = datetime(1, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
ROWS: list[tuple[Any, ...]] = [
    (
        1,
        'x\n"\u2028😀',
        -0.0,
        0.1,
        Decimal("1e-10"),
        date(1, 1, 1),
        FIRST,
        ["", "a"],
        ("n",),
        {"K": 1},
    ),
    (2, "", 1e-320, 1.5, Decimal("-1234567890.5"), date(9999, 12, 31), FIRST, [], (None,), {}),
    (3, *[None] * 9),
]


def as_text(rows: DataFrame) -> list[tuple[str | None, ...]]:
    return sorted(
        tuple(row) for row in rows.selectExpr(*(f"string(`{n}`)" for n in rows.columns)).collect()
    )


@pytest.mark.parametrize("format_", ["iceberg", "parquet", "json"])
def test_what_is_written_is_read(spark: SparkSession, tmp_path: Path, format_: str) -> None:
    plan = table("t", [], *COLUMNS, format_=format_)
    rows = spark.createDataFrame(ROWS, spark_schema(plan["columns"]))
    version = write_table(spark, plan, rows, str(tmp_path), "r1")
    assert version["rows"] == 3
    assert version["path"] == "data/trusted/t/r1"
    found = read_table(spark, plan, str(tmp_path), version)
    assert found.schema == rows.schema
    assert as_text(found) == as_text(rows)


@pytest.mark.parametrize("format_", ["iceberg", "json"])
def test_an_empty_table(spark: SparkSession, tmp_path: Path, format_: str) -> None:
    plan = table("t", [], *COLUMNS, format_=format_)
    rows = spark.createDataFrame([], spark_schema(plan["columns"]))
    version = write_table(spark, plan, rows, str(tmp_path), "r1")
    assert version["rows"] == 0
    assert read_table(spark, plan, str(tmp_path), version).collect() == []


def test_json_has_the_names_of_the_plan_and_no_nulls(spark: SparkSession, tmp_path: Path) -> None:
    plan = table(
        "t",
        [],
        column("timeStamp", "epochMillis"),
        column("at", "timestamp", nullable=True),
        format_="json",
    )
    rows = spark.createDataFrame(
        [(1, FIRST), (2, None)], "timeStamp bigint, at timestamp"
    ).coalesce(1)
    version = write_table(spark, plan, rows, str(tmp_path), "r1")
    (file,) = (tmp_path / version["path"]).glob("*.json.gz")
    lines = gzip.decompress(file.read_bytes()).decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"timeStamp": 1, "at": "0001-01-01 00:00:00.000001"},
        {"timeStamp": 2},
    ]


def test_partitions_keep_every_value(spark: SparkSession, tmp_path: Path) -> None:
    plan = {
        **table(
            "t", [], column("s", "string", nullable=True), column("n", "int64"), format_="parquet"
        ),
        "partitionBy": ["s"],
    }
    values = [("a=b/c d%", 1), ("01", 2), (None, 3), ("null", 4), ("ü", 5)]
    rows = spark.createDataFrame(values, "s string, n bigint")
    version = write_table(spark, plan, rows, str(tmp_path), "r1")
    assert (tmp_path / version["path"] / "s=01").is_dir()
    found = read_table(spark, plan, str(tmp_path), version)
    assert sorted((tuple(row) for row in found.collect()), key=lambda row: row[1]) == values

    empty = spark.createDataFrame([("", 1)], "s string, n bigint")
    with pytest.raises(Exception, match="s is empty, which no partition can be"):
        write_table(spark, plan, empty, str(tmp_path), "r2")
    assert not (tmp_path / "data/trusted/t/r2").exists()


def test_null_in_a_column_that_has_none_stops_the_write(
    spark: SparkSession, tmp_path: Path
) -> None:
    plan = table("t", [], column("n", "int64"))
    rows = spark.createDataFrame([(1,), (None,)], "n bigint")
    with pytest.raises(Exception, match="n is NULL, which its plan rules out"):
        write_table(spark, plan, rows, str(tmp_path), "r1")
    assert not (tmp_path / "data/trusted/t/r1").exists()


def test_a_commit_switches_what_readers_see(spark: SparkSession, tmp_path: Path) -> None:
    files, lake = Files(spark), str(tmp_path)
    plan = table("t", [], column("n", "int64"))
    assert current_version(files, lake, "t") is None
    for run, values in (("r1", [(1,)]), ("r2", [(1,), (2,)])):
        rows = spark.createDataFrame(values, "n bigint")
        version = write_table(spark, plan, rows, lake, run)
        before = current_version(files, lake, "t")
        assert before is None or before["path"] == "data/trusted/t/r1"
        commit(files, lake, [version])
        assert current_version(files, lake, "t") == version
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["t.json"]
    pointer = json.loads((tmp_path / "tables/t.json").read_text())
    assert pointer == {
        "engine": "spark",
        "table": "t",
        "zone": "trusted",
        "format": "parquet",
        "path": "data/trusted/t/r2",
        "columns": [{"name": "n", "type": {"kind": "int64"}}],
        "rows": 2,
    }
    assert len(list((tmp_path / "data/trusted/t/r1").glob("*.parquet"))) > 0


def test_a_version_older_than_its_plan_is_refused(spark: SparkSession, tmp_path: Path) -> None:
    rows = spark.createDataFrame([(1,)], "n bigint")
    old = table("t", [], column("n", "int64"))
    version = write_table(spark, old, rows, str(tmp_path), "r1")
    wider: Json = table("t", [], column("n", "int64"), column("m", "int64"))
    with pytest.raises(
        SluiceError, match=r"t is older than its plan \(the columns are n instead of n, m\)"
    ):
        read_table(spark, wider, str(tmp_path), version)
    with pytest.raises(SluiceError, match=r"t has no version in .* yet: run it first"):
        read_table(spark, wider, str(tmp_path), None)


def test_a_result_that_differs_from_its_plan_is_refused(spark: SparkSession) -> None:
    plan = table("t", [], column("a", "int64"), column("b", kind("array", element=kind("int32"))))
    rows = spark.createDataFrame([], "a bigint, b array<int>")
    check_columns(plan, rows)
    for wrong, message in [
        (rows.select("b", "a"), "the columns are b, a instead of a, b"),
        (rows.drop("b"), "the columns are a instead of a, b"),
        (rows.selectExpr("a as A", "b"), "the columns are A, b instead of a, b"),
        (rows.selectExpr("int(a) as a", "b"), "a is int instead of bigint"),
        (rows.selectExpr("a", "array(a) as b"), "b is array<bigint> instead of array<int>"),
    ]:
        with pytest.raises(SluiceError, match=message):
            check_columns(plan, wrong)


def test_a_lake_belongs_to_one_engine(spark: SparkSession, tmp_path: Path) -> None:
    files = Files(spark)
    lake = tmp_path / "new" / "lake"
    open_lake(files, str(lake))
    assert json.loads((lake / "sluice-lake.json").read_text()) == {"engine": "spark"}
    open_lake(files, str(lake))
    (lake / "sluice-lake.json").write_text('{"engine": "duckdb"}')
    with pytest.raises(SluiceError, match="was made by the duckdb engine, not spark"):
        open_lake(files, str(lake))
