"""How a lake keeps tables: versions, pointers, formats."""

import gzip
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lakes import FORMATS, current, folder_lake, prepare, put, values
from plans import Json, column, kind, table
from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.arguments import Arguments
from sluice_runtime.column_types import spark_schema
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files
from sluice_runtime.lake import Lake, commit_all, open_lake
from sluice_runtime.plans import Plans
from sluice_runtime.rows import check_columns, readable
from sluice_runtime.runs import read_current

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


@pytest.fixture
def lake(spark: SparkSession, tmp_path: Path) -> Lake:
    return folder_lake(spark, tmp_path)


def files_of(lake: Lake, version: Json) -> list[Path]:
    assert lake.local is not None
    folder = lake.local / "data" / version["path"]
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name[0] not in "._")


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_written_is_read(spark: SparkSession, lake: Lake, format_: str) -> None:
    plan = table("t", [], *COLUMNS, format_=format_)
    prepared = prepare(lake, plan, ROWS, "r1")
    expected = spark.createDataFrame(ROWS, spark_schema(plan["columns"]))
    assert prepared.version["rows"] == 3
    assert as_text(prepared.rows()) == as_text(expected)
    with pytest.raises(SluiceError, match=r"t has no version in .* yet: run it first"):
        current(lake, plan)
    commit_all(lake, [prepared])
    assert current(lake, plan).schema == expected.schema
    assert as_text(current(lake, plan)) == as_text(expected)
    assert len(files_of(lake, prepared.version)) in (1, 2)

    put(lake, plan, [], "r2")
    assert current(lake, plan).collect() == []
    put(lake, plan, ROWS[:1], "r3")
    assert as_text(current(lake, plan)) == as_text(expected.where("i = 1"))


def test_json_has_the_names_of_the_plan_and_no_nulls(lake: Lake) -> None:
    plan = table(
        "t",
        [],
        column("timeStamp", "epochMillis"),
        column("at", "timestamp", nullable=True),
        format_="json",
    )
    prepared = prepare(lake, plan, [(1, FIRST), (2, None)], "r1")
    lines = [
        json.loads(line)
        for file in files_of(lake, prepared.version)
        for line in gzip.decompress(file.read_bytes()).decode().splitlines()
    ]
    assert sorted(lines, key=lambda line: line["timeStamp"]) == [
        {"timeStamp": 1, "at": "0001-01-01 00:00:00.000001"},
        {"timeStamp": 2},
    ]


PARTITIONED = (column("s", "string", nullable=True), column("n", "int64"))


@pytest.mark.parametrize("format_", FORMATS)
def test_partitions_keep_every_value(lake: Lake, format_: str) -> None:
    plan = table("t", [], *PARTITIONED, format_=format_, by=("s",))
    rows = [("a b", 1), ("01", 2), (None, 3), ("null", 4), ("ü", 5), ("01", 6)]
    put(lake, plan, rows, "r1")
    assert values(current(lake, plan)) == values(
        lake.spark.createDataFrame(rows, "s string, n int")
    )
    (version,) = lake.tables(plan).versions(plan)
    assert {file.parent.name for file in files_of(lake, version)} >= {"s=01"}
    if format_ != "iceberg":
        assert version["partitions"] == {"s": ["01", "a b", "null", "ü"]}


@pytest.mark.parametrize(
    "value",
    ["", "a/b", "a,b", "a'b", " a", "a ", "__HIVE_DEFAULT_PARTITION__", "e\u200b@x", "\U000e0041"],
)
def test_a_value_that_no_folder_can_have_stops_the_write(lake: Lake, value: str) -> None:
    plan = table("t", [], *PARTITIONED, format_="json", by=("s",))
    message = "t.s: 2 rows have values that no partition of a json table can have; expected is"
    with pytest.raises(SluiceError) as failed:
        prepare(lake, plan, [(value, 1), (value, 2), ("good", 3)], "r1")
    assert str(failed.value).startswith(message)
    told = str(failed.value).split("; expected is")[0]
    assert len(value) < 3 or value not in told
    assert lake.local is not None
    assert not (lake.local / "data/trusted/t/r1").exists()
    iceberg = table("i", [], *PARTITIONED, format_="iceberg", by=("s",))
    put(lake, iceberg, [(value, 1)], "r1")
    assert values(current(lake, iceberg)) == [(value, 1)]


@pytest.mark.parametrize("format_", FORMATS)
def test_null_in_a_column_that_has_none_stops_the_write(lake: Lake, format_: str) -> None:
    plan = table("t", [], column("n", "int64"), format_=format_)
    with pytest.raises(Exception, match="n is NULL, which its plan rules out"):
        prepare(lake, plan, [(1,), (None,)], "r1")
    assert lake.local is not None
    left = [p for p in lake.local.rglob("*") if p.is_file() and p.name != "sluice-lake.json"]
    assert left == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_last_three_versions_stay(lake: Lake, format_: str) -> None:
    plan = table("t", [], column("n", "int64"), format_=format_)
    tables = lake.tables(plan)
    for number in range(5):
        put(lake, plan, [(number,)], f"r{number}")
    versions = tables.versions(plan)
    assert [v["id"] for v in versions] == ["r4", "r3", "r2"]
    assert [v["rows"] for v in versions] == [1, 1, 1]
    assert [values(tables.read(plan, v)) for v in versions] == [[(4,)], [(3,)], [(2,)]]
    assert lake.local is not None
    folders = {"iceberg": "data/trusted/t/data"}.get(format_, "data/trusted/t")
    kept = {f.name for f in (lake.local / folders).iterdir() if any(f.rglob("*.*"))}
    # Iceberg removes the files of an expired snapshot when the next one expires.
    assert kept - {"metadata", "r1" if format_ == "iceberg" else ""} == {"r2", "r3", "r4"}
    assert not list((lake.local / "staging").glob("*/*"))


def test_compaction_makes_a_snapshot_and_no_version(spark: SparkSession, lake: Lake) -> None:
    jvm: Any = spark.sparkContext._jvm
    plan = table("t", [], column("n", "int64"), format_="iceberg")
    tables: Any = lake.tables(plan)
    for number in range(5):
        put(lake, plan, [(number,)], f"r{number}")
        rewrite = jvm.org.apache.iceberg.spark.actions.SparkActions.get().rewriteDataFiles(
            tables.load(plan)
        )
        rewrite.option("rewrite-all", "true").execute()
    versions = tables.versions(plan)
    assert [v["id"] for v in versions] == ["r4", "r3", "r2"]
    assert [values(tables.read(plan, v)) for v in versions] == [[(4,)], [(3,)], [(2,)]]
    assert tables.current(plan) == versions[0]


@pytest.mark.parametrize("format_", FORMATS)
def test_who_comes_second_commits_nothing(lake: Lake, format_: str) -> None:
    plan = table("t", [], column("n", "int64"), format_=format_)
    other = table("u", [], column("n", "int64"), format_=format_)
    for before in ("no version", "a version"):
        first = prepare(lake, plan, [(1,)], f"first, {before}")
        second = [prepare(lake, p, [(2,)], f"second, {before}") for p in (other, plan)]
        commit_all(lake, [first])
        with pytest.raises(SluiceError, match="t was changed by another run since this one began"):
            commit_all(lake, second)
        with pytest.raises(SluiceError, match="t was changed by another run since this one began"):
            second[1].commit()
        assert values(current(lake, plan)) == [(1,)]
        assert lake.tables(other).current(other) is None


def fails(*_: object) -> None:
    raise OSError("on purpose")


@pytest.mark.parametrize("format_", ["iceberg", "json"])
def test_what_fails_in_and_after_the_commit(
    lake: Lake, format_: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = table("t", [], column("n", "int64"), format_=format_)
    kind_of_prepared = type(prepare(lake, plan, [], "r0"))
    with monkeypatch.context() as patch:
        patch.setattr(kind_of_prepared, "tidy", fails)
        put(lake, plan, [(1,)], "r1")
    assert "sluice: warning: t: files that are needed no more stay" in capsys.readouterr().err
    with monkeypatch.context() as patch:
        patch.setattr(kind_of_prepared, "commit", fails)
        with pytest.raises(SluiceError, match="the commit of t broke off, and may have"):
            put(lake, plan, [(2,)], "r2")
    assert values(current(lake, plan)) == [(1,)]
    assert lake.local is not None
    assert list(lake.local.glob("data/trusted/t/**/r2"))  # who knows


@pytest.mark.parametrize("format_", FORMATS)
def test_columns_come_go_move_and_widen(lake: Lake, format_: str) -> None:
    who = kind("struct", fields=[column("a", "int32"), column("b", "string", nullable=True)])
    wider = kind("struct", fields=[column("c", "date", nullable=True), column("a", "int64")])
    plan = table(
        "t",
        [],
        column("i", "int32"),
        column("f", "float"),
        column("p", kind("decimal", precision=5, scale=2)),
        column("gone", "string"),
        column("old", "string"),
        column("who", who),
        column("list", kind("array", element=kind("int32"))),
        format_=format_,
    )
    rows = [(1, 0.5, Decimal("1.25"), "x", "y", (7, "b"), [1])]
    put(lake, plan, rows, "r1")
    later = table(
        "t",
        [],
        column("new", "string"),
        column("p", kind("decimal", precision=9, scale=2), nullable=True),
        column("who", wider),
        column("i", "epochMillis"),
        column("f", "double"),
        column("more", "boolean", nullable=True),
        column("list", kind("array", element=kind("int64"))),
        format_=format_,
    )
    later_rows = [("y", None, (date(2026, 1, 1), 2**40), 2**40, 0.1, None, [2**40])]
    put(lake, later, later_rows, "r2")
    tables = lake.tables(plan)
    new, old = tables.versions(plan)
    assert current(lake, later).schema == spark_schema(later["columns"])
    assert [tuple(row) for row in current(lake, later).collect()] == later_rows
    assert tables.read(plan, old).schema == spark_schema(plan["columns"])
    assert [tuple(row) for row in tables.read(plan, old).collect()] == rows
    with pytest.raises(SluiceError, match=r"t is older than its plan \(i is bigint instead of int"):
        current(lake, plan)

    tables.roll_back(plan, old)
    assert [tuple(row) for row in current(lake, plan).collect()] == rows
    assert [tuple(row) for row in tables.read(plan, new).collect()] == later_rows
    put(lake, later, later_rows, "r3")
    assert [tuple(row) for row in current(lake, later).collect()] == later_rows


NARROWER: list[tuple[Json, Json, str]] = [
    (kind("int64"), kind("int32"), "was int64 in the version before and would be int32"),
    (kind("double"), kind("float"), "was double"),
    (kind("string"), kind("int64"), "was string"),
    (
        kind("decimal", precision=9, scale=2),
        kind("decimal", precision=9, scale=3),
        r"was decimal\(9,2\)",
    ),
    (kind("timestamp"), kind("date"), "was timestamp"),
    (kind("array", element=kind("int64")), kind("array", element=kind("int32")), "was int64"),
    (kind("array", element=kind("int64")), kind("int64"), "was array of int64"),
]


@pytest.mark.parametrize("format_", ["iceberg", "json"])
def test_a_narrower_column_is_refused(lake: Lake, format_: str) -> None:
    before = [column(f"c{i}", old, nullable=True) for i, (old, _, _) in enumerate(NARROWER)]
    plan = table("t", [], *before, format_=format_)
    put(lake, plan, [], "r1")
    for i, (_, narrower, message) in enumerate(NARROWER):
        columns = [*before]
        columns[i] = column(f"c{i}", narrower, nullable=True)
        with pytest.raises(SluiceError, match=rf"t\.c{i} {message}"):
            prepare(lake, table("t", [], *columns, format_=format_), [], "r2")
    all_narrower = [column(f"c{i}", one, nullable=True) for i, (_, one, _) in enumerate(NARROWER)]
    told = ".*".join(rf"t\.c{i} {message}" for i, (_, _, message) in enumerate(NARROWER))
    with pytest.raises(SluiceError, match=rf"{told}.*give the columns other names"):
        prepare(lake, table("t", [], *all_narrower, format_=format_), [], "r2")
    assert [v["id"] for v in lake.tables(plan).versions(plan)] == ["r1"]


REPLACED: list[tuple[str, Json, Any, Json, Any]] = [
    ("string", kind("string"), "1.1.2026", kind("date"), date(2026, 1, 1)),
    (
        "decimal(20,2)",
        kind("decimal", precision=20, scale=2),
        Decimal("1.25"),
        kind("decimal", precision=22, scale=4),
        Decimal("1.2525"),
    ),
    ("date", kind("date"), date(2026, 1, 1), kind("timestamp"), datetime(2026, 1, 1)),
    ("epochMillis", kind("int64"), 7, kind("string"), "seven"),
    (
        "struct of (a: int64?)",
        kind("struct", fields=[column("a", "int64")]),
        (7,),
        kind("struct", fields=[column("a", "string")]),
        ("seven",),
    ),
]


@pytest.mark.parametrize("format_", FORMATS)
def test_an_acknowledged_column_of_another_type_replaces_the_one_before(
    lake: Lake, format_: str
) -> None:
    def plan_of(at: int) -> Json:
        columns = [column(f"c{i}", case[at], nullable=True) for i, case in enumerate(REPLACED)]
        part = column("part", "int64" if at == 1 else "string")
        plan = table("t", [], *columns, part, format_=format_, by=("part",))
        froms = [*(case[0] for case in REPLACED), "int64"]
        names = [column["name"] for column in plan["columns"]]
        replaces = [
            {"column": name, "from": f, "to": ""} for name, f in zip(names, froms, strict=True)
        ]
        return plan if at == 1 else {**plan, "replaces": replaces}

    if format_ == "iceberg" and lake.spark.version.startswith("3.5"):
        pytest.skip("Iceberg 1.10 cannot drop a column that parts a table")
    plan, later = plan_of(1), plan_of(3)
    rows = [(*(case[2] for case in REPLACED), 1)]
    later_rows = [(*(case[4] for case in REPLACED), "one")]
    put(lake, plan, rows, "r1")
    put(lake, later, later_rows, "r2")
    tables = lake.tables(plan)
    new, old = tables.versions(plan)
    assert current(lake, later).schema == spark_schema(later["columns"])
    assert values(current(lake, later)) == later_rows
    assert values(tables.read(plan, old)) == rows
    put(lake, later, later_rows, "r3")
    assert values(current(lake, later)) == later_rows

    tables.roll_back(plan, old)
    assert values(current(lake, plan)) == rows
    assert values(tables.read(plan, new)) == later_rows
    put(lake, later, later_rows, "r4")
    assert values(current(lake, later)) == later_rows


def test_only_the_type_that_was_acknowledged_is_replaced(lake: Lake) -> None:
    plan = table("t", [], column("c", "int64"), format_="iceberg")
    put(lake, plan, [(1,)], "r1")
    later = table("t", [], column("c", "date"), format_="iceberg")
    wrong = {**later, "replaces": [{"column": "c", "from": "string", "to": "date"}]}
    entry = '{"change":"column-retyped t.c int64 -> date","reason":"..."}'
    with pytest.raises(SluiceError, match=re.escape(f"put {entry} among the breaks")):
        prepare(lake, wrong, [], "r2")
    assert values(current(lake, plan)) == [(1,)]


def test_partitions_of_an_iceberg_table_change(lake: Lake) -> None:
    columns = (column("a", "string"), column("b", "int64"), column("c", "date"))
    rows = [("x", 1, date(2026, 1, 1)), ("y", 2, date(2026, 1, 2))]
    for run, by in enumerate([(), ("a",), ("b", "c"), ("c",), ()]):
        plan = table("t", [], *columns, format_="iceberg", by=by)
        put(lake, plan, rows, f"r{run}")
        assert values(current(lake, plan)) == rows
    plan = table("t", [], *columns, format_="iceberg", by=("c",))
    put(lake, plan, rows, "r5")
    without = table("t", [], *columns[:2], format_="iceberg")
    if lake.spark.version.startswith("3.5"):
        with pytest.raises(SluiceError, match=r"t.c is or was a partition column"):
            put(lake, without, [], "r6")
        return
    put(lake, without, [row[:2] for row in rows], "r6")
    assert values(current(lake, without)) == [row[:2] for row in rows]


def test_a_table_keeps_its_kind_of_format(lake: Lake) -> None:
    for old, new in (("json", "iceberg"), ("iceberg", "parquet")):
        put(lake, table(old, [], column("n", "int64"), format_=old), [], "r1")
        with pytest.raises(SluiceError, match=f"{old} has versions in another format than {new}"):
            prepare(lake, table(old, [], column("n", "int64"), format_=new), [], "r2")
    put(lake, table("p", [], column("n", "int64"), format_="json"), [(1,)], "r1")
    parquet = table("p", [], column("n", "int64"), format_="parquet")
    put(lake, parquet, [(2,)], "r2")
    assert values(current(lake, parquet)) == [(2,)]


def test_a_version_needs_the_columns_that_are_read(lake: Lake) -> None:
    plan = table("t", [], column("n", "int64"), column("m", "string", nullable=True))
    put(lake, plan, [(1, None)], "r1")
    assert values(read_current(lake, table("t", [], column("n", "int64")))) == [(1,)]
    with pytest.raises(SluiceError, match="t has no column k yet: run it first"):
        read_current(lake, table("t", [], column("k", "int64")))
    with pytest.raises(
        SluiceError, match=r"t is older than its plan \(n is bigint instead of int\): run it first"
    ):
        readable("t", [column("n", "int32")], {"columns": plan["columns"]})


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


def test_a_lake_and_its_landing_files_stand_apart(spark: SparkSession, tmp_path: Path) -> None:
    def opened(landing: str, lake: str) -> None:
        folders = str(tmp_path / landing), str(tmp_path / lake)
        arguments = Arguments("", *folders, "folder", None, None, None, None, None, None)
        open_lake(spark, arguments, Plans("", Files(spark).read))

    (tmp_path / "landing").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "landing")
    for lake in ("landing", "landing/events/lake", "link/lake"):
        with pytest.raises(SluiceError, match=r"the lake folder .* it has written"):
            opened("landing", lake)
    with pytest.raises(SluiceError, match=r"the landing folder .* for its own"):
        opened("lake/data/landing", "lake")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["landing", "link"]
    opened("landing", "lake")


def test_a_lake_belongs_to_one_engine(spark: SparkSession, tmp_path: Path) -> None:
    folder_lake(spark, tmp_path / "new")
    marker = tmp_path / "new/lake/sluice-lake.json"
    assert json.loads(marker.read_text()) == {"engine": "spark"}
    folder_lake(spark, tmp_path / "new")
    marker.write_text('{"engine": "duckdb"}')
    with pytest.raises(SluiceError, match="was made by the duckdb engine, not spark"):
        folder_lake(spark, tmp_path / "new")
