"""Runs: arguments, inputs by name, metrics, failures, and the whole lake in one session."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lakes import current, folder_lake, values
from lakes import places as places_of
from plans import Json, column, source, table, write_plans
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import sluice
from sluice_runtime.locks import locked
from sluice_runtime.main import main

GENERATED = Path(__file__).parents[2] / "generated"

N = column("n", "int64")
SOURCE = source("s", N)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spark: SparkSession) -> Path:
    """A folder with `generated`, `landing` and `lake`, which the arguments of the process name."""
    (tmp_path / "landing" / "s").mkdir(parents=True)
    (tmp_path / "landing" / "s" / "1.json").write_text('{"n": 1, "m": 0}\n{"n": 2}\n')
    arguments = places_of(tmp_path)
    monkeypatch.setattr(sys, "argv", ["job.py", *arguments, "--JOB_NAME", "j", "--x=1"])
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def rows_of(spark: SparkSession, folder: Path, name: str) -> list[tuple[Any, ...]]:
    return values(current(folder_lake(spark, folder), table(name, [], N)))


def version_of(folder: Path, name: str) -> Json:
    history = json.loads((folder / "lake" / "tables" / f"{name}.json").read_text())
    assert history["versions"][0]["id"] == history["current"]
    version: Json = history["versions"][0]
    return version


def left_in(lake: Path) -> list[str]:
    """The files of a lake, but its locks and the bad records that failed runs keep."""
    return [k for k in sorted(snapshot(lake)) if ".lock" not in k and "-failed/" not in k]


def doubled(s: DataFrame) -> DataFrame:
    return s.select((F.col("n") * 2).alias("n"))


def test_a_run_commits_and_tells(
    places: Path, spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    write_plans(places / "generated", SOURCE, table("doubled", ["s"], N))
    sluice.run(doubled)
    (line,) = capsys.readouterr().out.splitlines()
    metrics = json.loads(line)
    assert " ".join(metrics) == (
        "table zone rows quarantined ms path sources format snapshot script"
    )
    assert (metrics["table"], metrics["zone"]) == ("doubled", "trusted")
    assert (metrics["rows"], metrics["quarantined"]) == (2, 0)
    assert 0 < metrics["ms"] < 600_000
    assert Path(metrics["path"]).is_dir()
    assert metrics["sources"][0]["unknownKeys"] == [{"key": "m", "count": 1}]
    assert rows_of(spark, places, "doubled") == [(2,), (4,)]
    sluice.run(doubled)
    assert rows_of(spark, places, "doubled") == [(2,), (4,)]


def test_inputs_are_found_by_the_names_of_parameters(places: Path, spark: SparkSession) -> None:
    def class_(s: DataFrame) -> DataFrame:
        return s

    def x__(class_: DataFrame, s: DataFrame) -> DataFrame:
        return class_.union(s)

    plans = [SOURCE, table("class", ["s"], N), table("x_", ["class", "s"], N)]
    write_plans(places / "generated", *plans, table("x__", ["s"], N))
    sluice.run(class_)
    sluice.run(x__)
    assert rows_of(spark, places, "class") == [(1,), (2,)]
    assert rows_of(spark, places, "x_") == [(1,), (1,), (2,), (2,)]


def test_bad_lines_are_counted_and_named_by_the_version(places: Path, spark: SparkSession) -> None:
    (places / "landing/s/2.json").write_text("no\n")
    write_plans(places / "generated", source("s", N, at_most=0.5), table("doubled", ["s"], N))
    sluice.run(doubled)
    (bad,) = version_of(places, "doubled")["quarantine"]
    assert (bad["name"], bad["records"], bad["rows"], bad["quarantined"]) == ("s", 3, 2, 1)
    (row,) = spark.read.parquet(bad["quarantine"]).collect()
    assert (row["file"], row["line"], row["text"]) == ("s/2.json", 1, "no")


def test_a_declared_key_that_does_not_hold_commits_nothing(
    places: Path, spark: SparkSession
) -> None:
    keyed = {**SOURCE, "unique": [["n"]]}
    key = {"claim": "", "assumption": {"kind": "unique", "table": "s", "columns": ["n"]}}
    proof = {"fanOut": [{"because": []}], "consent": [{"because": [{"because": [key]}]}]}
    write_plans(
        places / "generated", keyed, {**table("doubled", ["s"], N), "proof": proof}, table("t", [])
    )
    sluice.run(doubled)
    (places / "landing/s/2.json").write_text('{"n": 1}\n')
    with pytest.raises(SystemExit) as exit:
        sluice.run(doubled)
    assert str(exit.value) == (
        "sluice: doubled: s is declared unique by n, but 1 value stands in several rows; "
        "the proofs of doubled (consent) rest on it; nothing was committed"
    )
    assert rows_of(spark, places, "doubled") == [(2,), (4,)]


def fails(s: DataFrame) -> DataFrame:
    return s.select(F.raise_error(F.lit("on purpose")).cast("bigint").alias("n"))


def nulls(s: DataFrame) -> DataFrame:
    return s.select(F.lit(None).cast("bigint").alias("n"))


def other_type(s: DataFrame) -> DataFrame:
    return s.select(F.col("n").cast("int"))


def other_inputs(s: DataFrame, earlier: DataFrame) -> DataFrame:
    return s.union(earlier)


def unknown_input(s: DataFrame, nothing: DataFrame) -> DataFrame:
    return s.union(nothing)


def unknown_table(s: DataFrame) -> DataFrame:
    return s


def too_early(earlier: DataFrame) -> DataFrame:
    return earlier


def too_bad(bad: DataFrame) -> DataFrame:
    return bad


Job = Callable[..., DataFrame]
FAILURES: list[tuple[Job, str]] = [
    (fails, "on purpose"),
    (nulls, "n is NULL, which its plan rules out"),
    (other_type, "the job's result is not as its plan says: n is int instead of bigint"),
    (other_inputs, "the job reads s, earlier, but its plan says s: compile again"),
    (unknown_input, "the manifest has no table nothing"),
    (unknown_table, "the manifest has no table unknown_table"),
    (too_early, "earlier has no version in "),
    (too_bad, "bad: 2 of 2 records are bad, more than the 10 % allowed (2 x n is not string, "),
]


@pytest.mark.parametrize(("job", "message"), FAILURES)
def test_a_failed_run_says_why_and_commits_nothing(places: Path, job: Job, message: str) -> None:
    names = [job.__name__ for job, _ in FAILURES if job is not unknown_table]
    reads = {"too_early": ["earlier"], "too_bad": ["bad"], "unknown_input": ["nothing", "s"]}
    write_plans(
        places / "generated",
        SOURCE,
        source("bad", column("n", "string"), path="s/"),
        table("earlier", ["s"], N),
        *(table(name, reads.get(name, ["s"]), N) for name in names),
    )
    with pytest.raises(SystemExit) as exit:
        sluice.run(job)
    assert str(exit.value).startswith(f"sluice: {job.__name__}: ")
    assert message in str(exit.value)
    assert left_in(places / "lake") == ["sluice-lake.json"]


def test_a_failed_run_leaves_the_version_before(places: Path, spark: SparkSession) -> None:
    write_plans(places / "generated", SOURCE, table("doubled", ["s"], N))
    sluice.run(doubled)
    before = snapshot(places / "lake")
    (places / "landing/s/2.json").write_text('{"n": "x"}\n' * 5)
    with pytest.raises(SystemExit, match="5 of 7 records are bad"):
        sluice.run(doubled)
    assert left_in(places / "lake") == sorted(k for k in before if ".lock" not in k)
    assert {k: v for k, v in snapshot(places / "lake").items() if k in before} == before


def no_manifest(folder: Path) -> None:
    (folder / "generated/manifest.json").unlink()


def no_plan(folder: Path) -> None:
    (folder / "generated/trusted/doubled/plan.json").unlink()


def lake_of_another_engine(folder: Path) -> None:
    (folder / "lake").mkdir()
    (folder / "lake/sluice-lake.json").write_text('{"engine": "duckdb"}')


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (no_manifest, r"there is no \S+manifest.json"),
        (no_plan, r"there is no \S+plan.json"),
        (lake_of_another_engine, "was made by the duckdb engine, not spark"),
    ],
)
def test_places_that_are_not_what_they_should_be(
    places: Path, spoil: Callable[[Path], None], message: str
) -> None:
    write_plans(places / "generated", SOURCE, table("doubled", ["s"], N))
    spoil(places)
    with pytest.raises(SystemExit, match=message):
        sluice.run(doubled)


def test_the_plans_of_a_run_may_be_in_a_zip(
    places: Path, spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plans(places / "generated", SOURCE, table("doubled", ["s"], N))
    shutil.make_archive(str(places / "plans"), "zip", places / "generated")
    shutil.rmtree(places / "generated")
    arguments = [*sys.argv, "--generated", str(places / "plans.zip")]
    monkeypatch.setattr(sys, "argv", arguments)
    sluice.run(doubled)
    assert rows_of(spark, places, "doubled") == [(2,), (4,)]
    (places / "plans.zip").unlink()
    with pytest.raises(SystemExit, match=r"there is no \S+plans.zip"):
        sluice.run(doubled)


SUBMIT = (
    "--conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1 "
    f"--conf spark.driver.host=127.0.0.1 --jars {os.environ.get('SLUICE_SPARK_JARS', '')} "
    "pyspark-shell"
)


def write_jobs(generated: Path, jobs: dict[str, str], *plans: Json) -> None:
    write_plans(generated, *plans)
    for name, body in jobs.items():
        (generated / "trusted" / name / "job.py").write_text(body)


def test_the_lake_in_one_session_switches_together(
    places: Path, spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    plans = [table("b", ["s"], N), table("a", ["b", "s"], N), SOURCE]
    jobs = {
        "a": "def a(b, s):\n    return b.union(s)\n",
        "b": "def b(s):\n    return s.where('n > 1')\n",
    }
    write_jobs(places / "generated", jobs, *plans)
    sluice.run_lake()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["table"], line["rows"]) for line in lines] == [("b", 1), ("a", 3)]
    assert rows_of(spark, places, "a") == [(1,), (2,), (2,)]
    before = snapshot(places / "lake")

    (places / "landing/s/1.json").write_text('{"n": 7}\n')
    jobs["a"] = "def a(b, s):\n    raise ValueError('on purpose')\n"
    write_jobs(places / "generated", jobs, *plans)
    with pytest.raises(SystemExit, match="sluice: lake: a: on purpose; nothing was committed"):
        sluice.run_lake()
    assert snapshot(places / "lake") == before


def test_jobs_of_one_workflow_read_the_same_files(
    places: Path, spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(s: DataFrame) -> DataFrame:
        return s

    plans = [SOURCE, table("doubled", ["s"], N), table("again", ["s"], N)]
    write_plans(places / "generated", *plans)
    monkeypatch.setattr(sys, "argv", [*sys.argv, "--WORKFLOW_RUN_ID", "w1"])
    sluice.run(doubled)
    (places / "landing/s/2.json").write_text('{"n": 3}\n')
    sluice.run(again)
    assert rows_of(spark, places, "again") == [(1,), (2,)]
    (pinned,) = json.loads((places / "lake/runs/w1/s.json").read_text())["files"]
    assert (pinned["path"], pinned["size"]) == ("1.json", 26)
    sys.argv[-1] = "w2"
    sluice.run(again)
    assert rows_of(spark, places, "again") == [(1,), (2,), (3,)]
    # In place, as long as before, with its times put back.
    state = (places / "landing/s/1.json").stat()
    (places / "landing/s/1.json").write_text('{"n": 4, "m": 0}\n{"n": 5}\n')
    os.utime(places / "landing/s/1.json", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (places / "landing/s/1.json").stat().st_size == state.st_size
    with pytest.raises(SystemExit, match=r"s/1.json has changed since the run pinned it"):
        sluice.run(again)
    (places / "landing/s/1.json").unlink()
    with pytest.raises(SystemExit, match=r"s/1.json is gone since the run pinned it"):
        sluice.run(again)
    assert rows_of(spark, places, "again") == [(1,), (2,), (3,)]


def test_a_table_goes_back_and_a_lake_is_cleaned(
    places: Path, spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    write_plans(places / "generated", SOURCE, table("doubled", ["s"], N))

    def said(*command: str) -> Json:
        capsys.readouterr()
        arguments = places_of(places)
        sys.argv = ["sluice", *command, *arguments[:2], *arguments[4:]]
        main()
        found: Json = json.loads(capsys.readouterr().out)
        return found

    with pytest.raises(SystemExit, match=r"sluice: history: .*/lake holds no lake yet"):
        said("history")
    assert not (places / "lake").exists()
    for n in (1, 2):
        (places / "landing/s/1.json").write_text(f'{{"n": {n}}}\n')
        sys.argv = ["job.py", *places_of(places)]
        sluice.run(doubled)
    (told,) = said("history")["tables"]
    new, old = told["versions"]
    assert (told["table"], new["rows"], new["current"], old["current"]) == (
        "doubled",
        1,
        True,
        False,
    )
    moved = {"table": "doubled", "from": new["id"], "to": old["id"], "rows": 1}
    assert said("rollback", "doubled") == {**moved, "quarantine": "none"}
    assert rows_of(spark, places, "doubled") == [(2,)]
    with pytest.raises(SystemExit, match=f"doubled has no earlier version: there are {new['id']}"):
        said("rollback", "doubled")
    assert said("rollback", "doubled", "--to", new["id"])["to"] == new["id"]
    assert rows_of(spark, places, "doubled") == [(4,)]
    with pytest.raises(SystemExit, match="rollback: doubled has no other version r1: there are"):
        said("rollback", "doubled", "--to", "r1")
    with pytest.raises(SystemExit, match="there is no table nothing: there are doubled, s"):
        said("rollback", "nothing")
    with pytest.raises(SystemExit, match="s is a source"):
        said("history", "s")

    folder = places / "lake/data/trusted/doubled"
    (folder / "20260101T000000Z-00000000").mkdir()
    (folder / "20260101T000000Z-00000000" / "part-0.parquet").write_text("four")
    (folder / "mine").mkdir()
    (folder / "mine" / "note").write_text("mine")
    left = {"path": "data/trusted/doubled/20260101T000000Z-00000000/part-0.parquet", "bytes": 4}
    assert said("clean", "--dry-run")["removed"] == [left]
    lock = locked(places / "lake/runs.lock", shared=True, wait=0, busy="")
    with lock, pytest.raises(SystemExit, match=r"a run on .* goes on: clean when it has ended"):
        said("clean")
    assert said("clean")["removed"] == [left]
    # Runs of one second have no order by name.
    assert sorted(f.name for f in folder.iterdir()) == sorted([old["id"], new["id"], "mine"])


def test_a_job_is_a_process(stedi: Path, tmp_path: Path) -> None:
    """As Glue starts it: the script by its path, the runtime on the path of modules."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(GENERATED),
        "PYSPARK_SUBMIT_ARGS": SUBMIT,
    }
    job = GENERATED / "trusted" / "customer_trusted" / "job.py"
    command = [sys.executable, str(job), "--generated", str(GENERATED), "--landing", str(stedi)]
    command += ["--lake", str(tmp_path / "lake"), "--TempDir", "s3://x", "--enable-metrics", "true"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    metrics = json.loads(done.stdout)
    assert (metrics["table"], metrics["rows"], metrics["quarantined"]) == (
        "customer_trusted",
        482,
        0,
    )

    broken = subprocess.run(
        [sys.executable, str(job)], env=environment, capture_output=True, text=True, check=False
    )
    assert broken.returncode != 0
    assert "required: --generated, --landing, --lake" in broken.stderr


def test_the_lake_of_the_transforms_has_the_known_answers(
    stedi: Path,
    tmp_path: Path,
    spark: SparkSession,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["sluice.py", "--generated", str(GENERATED), "--landing", str(stedi)]
    monkeypatch.setattr(sys, "argv", [*command, "--lake", str(tmp_path)])
    sluice.run_lake()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["table"]: line["rows"] for line in lines} == {
        "customer_trusted": 482,
        "accelerometer_trusted": 32_025,
        "customers_curated": 464,
        "step_trainer_trusted": 11_297,
        "machine_learning_curated": 32_025,
    }
    assert all(line["quarantined"] == 0 for line in lines)
    read = {source["name"]: source["records"] for line in lines for source in line["sources"]}
    assert read == {
        "customer_landing": 956,
        "accelerometer_landing": 81_273,
        "step_trainer_landing": 28_680,
    }
