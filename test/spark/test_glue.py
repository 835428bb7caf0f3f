"""Lakes on S3 with the Glue Data Catalog, on an emulator: what it does not refuse, AWS might."""

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest
from emulator import REGION, client, emulator, glue_lake, job_arguments, new_bucket, upload
from lakes import FORMATS, current, prepare, put, values
from plans import Json, column, kind, table, write_plans
from pyiceberg.catalog import load_catalog
from pyspark.sql import SparkSession

import sluice
from sluice_runtime.errors import SluiceError
from sluice_runtime.lake import Lake, commit_all
from sluice_runtime.main import main
from sluice_runtime.versions import new_run

GENERATED = Path(__file__).parents[2] / "generated"
N = column("n", "int64")

Glue = Callable[..., Lake]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with emulator() as address:
        yield address


@pytest.fixture
def bucket(url: str, request: pytest.FixtureRequest) -> str:
    name = "".join(c if c.isalnum() else "-" for c in request.node.name.lower())
    port = url.rpartition(":")[2]  # Hadoop keeps a bucket's first endpoint for the whole process
    return new_bucket(url, f"{name.strip('-')[-50:].strip('-')}-{port}")


@pytest.fixture
def lake(spark: SparkSession, url: str, bucket: str, tmp_path: Path) -> Lake:
    """A lake whose generated files are those of the tables t and u in each format."""
    for format_ in FORMATS:
        plan = table("t", [], N, format_=format_)
        folder = write_plans(tmp_path, plan, table("u", [], N, format_=format_))
    for name in ("t", "u"):
        (folder / "trusted" / name / "table.json").write_text(json.dumps(table_input(name)))
    return glue_lake(spark, url, bucket, str(folder))


def table_input(name: str, *partitions: str) -> Json:
    return {
        "Name": name,
        "Description": "A table.",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "json"},
        "PartitionKeys": [{"Name": key, "Type": "string"} for key in partitions],
        "StorageDescriptor": {
            "Columns": [{"Name": "n", "Type": "bigint"}],
            "Location": f"s3://{{{{lake}}}}/trusted/{name}/",
            "SerdeInfo": {"SerializationLibrary": "org.openx.data.jsonserde.JsonSerDe"},
        },
    }


def shown(url: str, bucket: str, name: str) -> Json:
    found: Json = client("glue", url).get_table(DatabaseName=bucket, Name=name)["Table"]
    return found


def json_rows(url: str, location: str) -> list[Json]:
    """The rows of the JSON files below a location, by the AWS SDK alone."""
    s3 = client("s3", url)
    bucket, _, prefix = location.removeprefix("s3://").partition("/")
    found = s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    bodies = (
        s3.get_object(Bucket=bucket, Key=file["Key"])["Body"].read()
        for file in found
        if file["Key"].endswith(".json.gz")
    )
    return [json.loads(line) for body in bodies for line in gzip.decompress(body).splitlines()]


def iceberg_rows(url: str, bucket: str, name: str) -> list[Json]:
    """The rows of an Iceberg table, by pyiceberg."""
    catalog = load_catalog(
        "glue",
        **{
            "type": "glue",
            "glue.endpoint": url,
            "glue.region": REGION,
            "s3.endpoint": url,
            "s3.region": REGION,
        },
    )
    rows: list[Json] = catalog.load_table(f"{bucket}.{name}").scan().to_arrow().to_pylist()
    return rows


CUSTOMER = {
    "customerName": "A",
    "email": "a@example.com",
    "phone": "1",
    "birthDay": "1900-01-01",
    "serialNumber": "s",
    "registrationDate": 1,
    "lastUpdateDate": 1,
    "shareWithResearchAsOfDate": 5,
}
LANDING: dict[str, list[Json]] = {
    "customer": [CUSTOMER],
    "accelerometer": [
        {"timestamp": at, "user": "a@example.com", "x": 1, "y": 2, "z": 3} for at in (4, 5, 6)
    ],
    "step_trainer": [
        {"sensorReadingTime": at, "serialNumber": "s", "distanceFromObject": 1} for at in (4, 6)
    ],
}


def test_the_lake_of_the_transforms(
    spark: SparkSession,
    url: str,
    bucket: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    upload(url, bucket, GENERATED, "generated")
    for source, rows in LANDING.items():
        body = "".join(json.dumps(row) + "\n" for row in rows).encode()
        client("s3", url).put_object(Bucket=bucket, Key=f"landing/{source}/1.json", Body=body)
    monkeypatch.setattr(sys, "argv", ["sluice.py", *job_arguments(url, bucket)])
    for _ in range(2):
        sluice.run_lake()
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {line["table"]: line["rows"] for line in lines} == {
            "customer_trusted": 1,
            "accelerometer_trusted": 2,
            "customers_curated": 1,
            "step_trainer_trusted": 1,
            "machine_learning_curated": 1,
        }
        motion = {"user": "a@example.com", "x": 1.0, "y": 2.0, "z": 3.0}
        assert sorted(
            iceberg_rows(url, bucket, "accelerometer_trusted"), key=lambda row: row["timeStamp"]
        ) == [{"timeStamp": at, **motion} for at in (5, 6)]
        learning = shown(url, bucket, "machine_learning_curated")
        (row,) = json_rows(url, learning["StorageDescriptor"]["Location"])
        assert (row["user"], row["timeStamp"]) == ("a@example.com", 6)
    planned = json.loads((GENERATED / "curated/machine_learning_curated/table.json").read_text())
    assert learning["StorageDescriptor"]["Columns"] == planned["StorageDescriptor"]["Columns"]
    assert learning["Parameters"]["classification"] == "json"

    arguments = command_arguments(url, bucket)
    history = {h["table"]: h["versions"] for h in said(capsys, "history", *arguments)["tables"]}
    assert [len(versions) for versions in history.values()] == [2] * 5
    for name in ("machine_learning_curated", "customer_trusted"):
        new, old = (version["id"] for version in history[name])
        moved = said(capsys, "rollback", name, *arguments)
        assert moved.pop("quarantine") in ("none", "kept")
        assert moved == {"table": name, "from": new, "to": old, "rows": moved["rows"]}
        (after,) = said(capsys, "history", name, *arguments)["tables"]
        assert [(v["id"], v["current"]) for v in after["versions"]] == [(new, False), (old, True)]
    location = shown(url, bucket, "machine_learning_curated")["StorageDescriptor"]["Location"]
    assert history["machine_learning_curated"][1]["id"] in location
    assert len(iceberg_rows(url, bucket, "customer_trusted")) == 1


def command_arguments(url: str, bucket: str) -> list[str]:
    """Those of a job but the landing root, and those that Glue adds."""
    return job_arguments(url, bucket)[:2] + job_arguments(url, bucket)[4:-4]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Json:
    """What a command prints."""
    sys.argv = ["sluice", *arguments]
    main()
    found: Json = json.loads(capsys.readouterr().out)
    return found


def test_partitions_are_shown_with_the_location(
    spark: SparkSession, url: str, bucket: str, tmp_path: Path
) -> None:
    plan = table("t", [], N, column("At", "string"), format_="json", by=("At",))
    folder = write_plans(tmp_path, plan)
    path = folder / "trusted/t/table.json"
    path.write_text(json.dumps(table_input("t", "at")))
    lake = glue_lake(spark, url, bucket, str(folder))
    made = {**table_input("t", "at"), "Parameters": {"classification": "json", "kept": "yes"}}
    client("glue", url).create_table(DatabaseName=bucket, TableInput=made)
    for days in (["a", "b"], ["c"]):
        run = new_run()
        put(lake, plan, [(1, day) for day in days], run)
        found = shown(url, bucket, "t")
        location = f"s3://{bucket}/trusted/t/{run}/"
        assert found["StorageDescriptor"]["Location"] == location
        parameters = found["Parameters"]
        assert len(json.loads(parameters.pop("sluice.versions"))["versions"]) > 0
        assert parameters == {
            "classification": "json",
            "kept": "yes",
            "projection.enabled": "true",
            "projection.at.type": "enum",
            "projection.at.values": ",".join(days),
            "storage.location.template": f"{location}At=${{at}}/",
        }
        assert [r["n"] for day in days for r in json_rows(url, f"{location}At={day}/")] == [
            1 for _ in days
        ]
        assert values(current(lake, plan)) == [(1, day) for day in days]


@pytest.mark.parametrize("format_", ["iceberg", "json"])
def test_who_comes_second_commits_nothing(lake: Lake, url: str, bucket: str, format_: str) -> None:
    plan = table("t", [], N, format_=format_)
    for _ in ("no version", "a version"):
        first, second = (prepare(lake, plan, [(n,)], new_run()) for n in (1, 2))
        commit_all(lake, [first])
        with pytest.raises(SluiceError, match="t was changed by another run since this one began"):
            commit_all(lake, [second])
        with pytest.raises(SluiceError, match="t was changed by another run since this one began"):
            second.commit()  # under the VersionId, or the metadata, that it started from
        assert values(current(lake, plan)) == [(1,)]


@pytest.mark.parametrize("format_", ["iceberg", "json"])
def test_four_writers_at_once_lose_nothing(lake: Lake, format_: str) -> None:
    """Each adds a row to what it has read; a row would be lost if a commit hid another."""
    plan = table("t", [], N, format_=format_)
    put(lake, plan, [(0,)], new_run())
    tables = lake.tables(plan)
    together = Barrier(4)
    refused = []

    def add(number: int) -> None:
        first = True
        while True:
            before = tables.current(plan)
            assert before is not None
            rows = values(tables.read(plan, before))
            prepared = prepare(lake, plan, [*rows, (number,)], new_run())
            if first:
                together.wait(300)
            first = False
            if tables.current(plan) != before:
                continue  # what was prepared may have started from a later version
            try:
                prepared.commit()
                return
            except SluiceError:
                refused.append(number)

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(add, range(1, 5)))
    assert len(refused) < 20
    assert values(current(lake, plan)) == [(n,) for n in range(5)]


def test_columns_change_and_pyiceberg_agrees(
    spark: SparkSession, url: str, bucket: str, tmp_path: Path
) -> None:
    price = kind("decimal", precision=5, scale=2)
    wider = kind("decimal", precision=9, scale=2)
    plan = table("t", [], column("a", "int32"), column("p", price), format_="iceberg")
    later = table(
        "t", [], column("p", wider), column("b", "string"), column("a", "int64"), format_="iceberg"
    )
    lake = glue_lake(spark, url, bucket, str(write_plans(tmp_path, plan)))
    put(lake, plan, [(1, Decimal("1.25"))], new_run())
    assert iceberg_rows(url, bucket, "t") == [{"a": 1, "p": Decimal("1.25")}]
    put(lake, later, [(Decimal("1234567.25"), "x", 2**40)], new_run())
    assert iceberg_rows(url, bucket, "t") == [{"p": Decimal("1234567.25"), "b": "x", "a": 2**40}]
    old = lake.tables(plan).versions(plan)[1]
    lake.tables(plan).roll_back(plan, old)
    assert iceberg_rows(url, bucket, "t") == [{"a": 1, "p": Decimal("1.25")}]


def test_leftovers_are_cleaned(
    lake: Lake,
    url: str,
    bucket: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", [])
    kept = (table("t", [], N, format_="json"), table("u", [], N, format_="iceberg"))
    for plan in kept:
        put(lake, plan, [(1,)], new_run())
        prepare(lake, plan, [(2,)], new_run())  # a run that is killed now
    arguments = ["--generated", str(tmp_path), *command_arguments(url, bucket)[2:]]
    assert said(capsys, "clean", *arguments)["removed"] == []  # nothing is a day old
    all_ages = (*arguments, "--older-than", "0")
    would = said(capsys, "clean", *all_ages, "--dry-run")["removed"]
    assert {left["path"].split("/")[0] for left in would} == {"staging", "trusted"}
    assert said(capsys, "clean", *all_ages)["removed"] == would
    assert said(capsys, "clean", *all_ages)["removed"] == []
    for plan in kept:
        assert values(current(lake, plan)) == [(1,)]
