"""Runs: of one job, and of the whole lake in one session."""

import argparse
import inspect
import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import TopologicalSorter

from pyspark.sql import DataFrame, SparkSession

from sluice_runtime.declared_keys import check_keys
from sluice_runtime.errors import SluiceError, with_errors_told
from sluice_runtime.files import Files, join
from sluice_runtime.landing import Source, read_source
from sluice_runtime.modules import send_to_executors
from sluice_runtime.plans import Json, parse_plan
from sluice_runtime.pseudonyms import check_environment
from sluice_runtime.tables import (
    Version,
    check_columns,
    commit,
    current_version,
    open_lake,
    read_table,
    write_table,
)

# Set on every session, so that nothing means one thing here and another there.
SETTINGS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
}

Job = Callable[..., DataFrame]


@dataclass
class Run:
    """One run: its places, what it has read, and the versions that it has not yet committed."""

    spark: SparkSession
    generated: str
    landing: str
    lake: str
    id: str
    tables: Mapping[str, Json]
    """The entries of the manifest by name."""
    sources: dict[str, Source] = field(default_factory=dict)
    written: dict[str, Version] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        return Files(self.spark)


def run(job: Job) -> None:
    """Runs the job of one table, commits the result and prints what it did, a line of JSON.

    The table has the name of the function, and its inputs those of the parameters; an underscore
    after a Python keyword does not count. The arguments are those of the process: `--generated`,
    `--landing` and `--lake`. Exits with 1 and a sentence when it fails; then nothing is committed.
    """
    with_errors_told(job.__name__, lambda: _run_one(job))


def run_lake() -> None:
    """Runs all jobs of the manifest in one session and switches all tables after the last."""
    with_errors_told("lake", _run_all)


def _run_one(job: Job) -> None:
    current = start_run(job.__name__)
    metrics = run_job(current, job)
    commit(current.files, current.lake, current.written.values())
    print(json.dumps(metrics), flush=True)


def _run_all() -> None:
    current = start_run("sluice")
    order = _order(current)
    check_environment(_plan(current, name) for name in order)
    try:
        done = [run_job(current, _load_job(current, name)) for name in order]
    except Exception:
        for version in current.written.values():
            current.files.delete(join(current.lake, version["path"]))
        raise
    commit(current.files, current.lake, current.written.values())
    for metrics in done:
        print(json.dumps(metrics), flush=True)


def start_run(name: str) -> Run:
    """Reads the arguments and the manifest and gets a Spark session. Raises `SluiceError`."""
    arguments = _arguments()
    spark = SparkSession.builder.appName(name).getOrCreate()
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    send_to_executors(spark)
    files = Files(spark)
    tables = {entry["name"]: entry for entry in _manifest(files, arguments.generated)["tables"]}
    open_lake(files, arguments.lake)
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    return Run(spark, arguments.generated, arguments.landing, arguments.lake, run_id, tables)


def run_job(current: Run, job: Job) -> Json:
    """Computes and writes the table of a job, without a commit, and gives its metrics."""
    started = time.monotonic()
    name = _declared(job.__name__, current.tables)
    plan = _plan(current, name)
    check_environment([plan])
    inputs = {
        parameter: _declared(parameter, current.tables)
        for parameter in inspect.signature(job).parameters
    }
    if sorted(inputs.values()) != sorted(plan["reads"]):
        found, planned = ", ".join(inputs.values()), ", ".join(plan["reads"])
        raise SluiceError(f"the job reads {found}, but its plan says {planned}: compile again")
    rows = job(**{parameter: _read(current, table) for parameter, table in inputs.items()})
    check_columns(plan, rows)
    sources = [
        current.sources[table].metrics for table in inputs.values() if table in current.sources
    ]
    version = write_table(current.spark, plan, rows, current.lake, current.id)
    version["quarantine"] = [source for source in sources if source["quarantined"]]
    current.written[name] = version
    return {
        "table": name,
        "zone": plan["zone"],
        "rows": version["rows"],
        "quarantined": sum(source["quarantined"] for source in sources),
        "ms": int((time.monotonic() - started) * 1000),
        "path": join(current.lake, version["path"]),
        "sources": sources,
    }


def _arguments() -> argparse.Namespace:
    """The arguments of the process; others, such as those that Glue adds, do not count."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--generated", required=True, help="the folder of manifest.json")
    parser.add_argument("--landing", required=True, help="the landing root")
    parser.add_argument("--lake", required=True, help="the lake folder or bucket")
    return parser.parse_known_args()[0]


def _manifest(files: Files, generated: str) -> Json:
    return _read_plan(files, join(generated, "manifest.json"))


def _plan(current: Run, name: str) -> Json:
    return _read_plan(current.files, _file_of(current, name, "plan.json"))


def _file_of(current: Run, name: str, file: str) -> str:
    return join(current.generated, current.tables[name]["zone"], name, file)


def _read_plan(files: Files, location: str) -> Json:
    text = files.read(location)
    if text is None:
        raise SluiceError(f"there is no {location}")
    return parse_plan(text)


def _declared(python_name: str, tables: Mapping[str, Json]) -> str:
    """The name of a table from its identifier in Python, which may have a `_` more at its end."""
    name = python_name.removesuffix("_")
    if name not in tables:
        raise SluiceError(f"the manifest has no table {name}")
    return name


def _read(current: Run, name: str) -> DataFrame:
    plan = _plan(current, name)
    if plan["kind"] == "table":
        version = current.written.get(name) or current_version(current.files, current.lake, name)
        return read_table(current.spark, plan, current.lake, version)
    if name not in current.sources:
        quarantine = join(current.lake, "quarantine", name, current.id)
        source = read_source(current.spark, plan, current.landing, quarantine)
        check_keys(plan, source.rows, lambda: (_plan(current, table) for table in current.tables))
        current.sources[name] = source
    return current.sources[name].rows


def _order(current: Run) -> list[str]:
    """The tables such that each stands after those that it reads."""
    tables = [name for name in sorted(current.tables) if current.tables[name]["kind"] == "table"]
    reads = {name: _plan(current, name)["reads"] for name in tables}
    return [name for name in TopologicalSorter(reads).static_order() if name in reads]


def _load_job(current: Run, name: str) -> Job:
    location = _file_of(current, name, "job.py")
    text = current.files.read(location)
    if text is None:
        raise SluiceError(f"there is no {location}")
    module: Json = {"__name__": name}
    exec(compile(text, location, "exec"), module)
    job: Job = module[f"{name}_"] if f"{name}_" in module else module[name]
    return job
