"""Runs: of one job, and of the whole lake in one session."""

import inspect
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType

from pyspark.sql import DataFrame

from sluice_runtime.arguments import Arguments, parse_arguments
from sluice_runtime.declared_keys import check_keys
from sluice_runtime.errors import SluiceError, sentence, table_told, warn, with_errors_told
from sluice_runtime.files import Files, join
from sluice_runtime.lake import Lake, PartlyCommitted, Prepared, commit_all, open_lake
from sluice_runtime.landing import Source, read_source
from sluice_runtime.natives import natives_named
from sluice_runtime.partitions import partitions_named
from sluice_runtime.pins import Pins, pin_landing, share_pins
from sluice_runtime.plans import Json, Plans, columns_read, plans_at
from sluice_runtime.pseudonyms import check_environment
from sluice_runtime.rows import check_columns, guarded, in_whole_files, quoted, readable
from sluice_runtime.scripts import check_job, check_script
from sluice_runtime.secrets import load_secrets
from sluice_runtime.session import start_session
from sluice_runtime.versions import new_run, new_version

Job = Callable[..., DataFrame]


@dataclass
class Run:
    """One run: its places, what it has read, and the versions that it has not yet committed."""

    lake: Lake
    plans: Plans
    arguments: Arguments
    id: str
    sources: dict[str, Source] = field(default_factory=dict)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    quarantines: list[str] = field(default_factory=list)
    """The folders of bad records."""


def run(job: Job) -> None:
    """Runs the job of one table, commits the result and prints what it did, a line of JSON.

    The table has the name of the function, and its inputs those of the parameters; an underscore
    after a Python keyword does not count. The arguments are those of the process. Exits with 1 and
    a sentence when it fails; then nothing is committed.
    """
    with_errors_told(job.__name__, lambda: _run_one(job))


def run_lake() -> None:
    """Runs the jobs of the manifest in one session and switches all tables after the last."""
    with_errors_told("lake", _run_all)


def _run_one(job: Job) -> None:
    current = start_run(job.__name__, job.__code__)
    check_job(current.plans, current.plans.declared(job.__name__), job.__code__)
    with current.lake.running(), _all_or_nothing(current):
        _commit(current, [run_job(current, job)])


def _run_all() -> None:
    current = start_run("sluice")
    with current.lake.running(), _all_or_nothing(current):
        names = current.plans.in_order(current.arguments.only)
        check_environment(current.plans.plan(name) for name in names)
        _commit(current, [_run_named(current, name) for name in names])


def _run_named(current: Run, name: str) -> Json:
    with table_told(name):
        return run_job(current, _load_job(current.plans, name))


@contextmanager
def _all_or_nothing(current: Run) -> Iterator[None]:
    """Removes what a run has written when it fails before any of its tables was switched."""
    try:
        yield
    except PartlyCommitted:
        raise
    except Exception:
        try:
            for prepared in current.prepared.values():
                prepared.discard()
            for folder in current.quarantines:
                current.lake.files.delete(folder)
        except Exception as error:
            warn(f"what this run has written is left to `clean`: {sentence(error)}")
        raise


def _commit(current: Run, done: list[Json]) -> None:
    commit_all(current.lake, list(current.prepared.values()))
    for metrics in done:
        print(json.dumps(metrics), flush=True)


def start_run(name: str, code: CodeType | None = None) -> Run:
    """Reads the arguments and the manifest and gets a Spark session. Raises `SluiceError`.

    `code` is that of the job's function, where one job runs; the script must be the reviewed one.
    """
    arguments = parse_arguments(sys.argv[1:])
    check_script(arguments.script, code)
    load_secrets(arguments)
    spark = start_session(name, arguments)
    plans = plans_at(arguments.generated, Files(spark), arguments.manifest)
    plans.tables  # noqa: B018  a folder without a manifest is told before a lake is made
    plans.check_runtime()
    lake = open_lake(spark, arguments, plans)
    return Run(lake, plans, arguments, new_run())


def run_job(current: Run, job: Job) -> Json:
    """Computes and writes the table of a job, without a commit, and gives its metrics."""
    started = time.monotonic()
    name = current.plans.declared(job.__name__)
    plan = current.plans.plan(name)
    check_environment([plan])
    inputs = {
        parameter: current.plans.declared(parameter)
        for parameter in inspect.signature(job).parameters
    }
    if sorted(inputs.values()) != sorted(plan["reads"]):
        found, planned = ", ".join(inputs.values()), ", ".join(plan["reads"])
        raise SluiceError(f"the job reads {found}, but its plan says {planned}: compile again")
    _progress(event="started", table=name)
    frames = {parameter: _read(current, plan, table) for parameter, table in inputs.items()}
    with natives_named(f"{name} ({plan['file']})"):
        rows = job(**frames)
    check_columns(plan, rows)
    sources = [
        current.sources[table].metrics for table in inputs.values() if table in current.sources
    ]
    bad = [source for source in sources if source["quarantined"]]
    version = new_version(plan, current.id, bad)
    whole = in_whole_files(plan, guarded(plan, rows))
    with partitions_named(plan, rows):
        prepared = current.lake.tables(plan).prepare(plan, whole, version)
    current.prepared[name] = prepared
    milliseconds = int((time.monotonic() - started) * 1000)
    _progress(event="written", table=name, rows=prepared.version["rows"], ms=milliseconds)
    return {
        "table": name,
        "zone": plan["zone"],
        "rows": prepared.version["rows"],
        "quarantined": sum(source["quarantined"] for source in sources),
        "ms": milliseconds,
        "path": join(current.lake.data_root, version["path"]),
        "sources": sources,
        "format": version["format"],
        "snapshot": current.id,
        "script": current.arguments.script,
    }


def _progress(**event: object) -> None:
    print(json.dumps(event), file=sys.stderr, flush=True)


def _read(current: Run, plan: Json, name: str) -> DataFrame:
    """A source or table that a plan reads."""
    if current.plans.tables[name]["kind"] == "source":
        return _source(current, name).rows
    columns = columns_read(plan, name)
    if name in current.prepared:
        prepared = current.prepared[name]
        return prepared.rows().select([quoted(column["name"]) for column in columns])
    return read_current(current.lake, {**current.plans.tables[name], "columns": columns})


def read_current(lake: Lake, table: Json) -> DataFrame:
    """The columns of a table as its current version has them. Raises `SluiceError`."""
    tables = lake.tables_of(table)
    version = tables.current(table)
    assert version is not None
    readable(table["name"], table["columns"], version)
    return tables.read(table, version).select([quoted(c["name"]) for c in table["columns"]])


def _source(current: Run, name: str) -> Source:
    if name not in current.sources:
        plan = current.plans.plan(name)
        landing = str(current.arguments.landing)
        quarantine = current.lake.quarantine(name, current.id)
        current.quarantines.append(quarantine)
        pins = _pins(current, plan, landing)
        source = read_source(current.lake.spark, plan, landing, pins, quarantine)
        check_keys(plan, source.rows, current.plans.here)
        current.sources[name] = source
    return current.sources[name]


def _pins(current: Run, plan: Json, landing: str) -> Pins:
    lake, workflow = current.lake, current.arguments.workflow_run
    pins = pin_landing(lake.files, plan, landing)
    if workflow is None:
        return pins
    location = join(lake.root, "runs", workflow, f"{plan['name']}.json")
    return share_pins(lake.files, lake.s3, location, pins)


def _load_job(plans: Plans, name: str) -> Job:
    location, text = plans.job(name)
    module: Json = {"__name__": name}
    exec(compile(text, location, "exec"), module)
    job: Job = module[f"{name}_"] if f"{name}_" in module else module[name]
    return job
