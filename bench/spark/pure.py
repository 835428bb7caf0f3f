"""Times generated functions and those written by hand, in turns, in one JVM, into a no-op sink.

Prints a line of JSON for each landing folder: `{"generated": {table: [ms, ...]}, "byHand": {...},
"lake": [ms, ...], "rows": {...}}`, where `lake` is a whole run of the generated jobs in the same
session: reading landing files, checks, Iceberg commits.
"""

import argparse
import contextlib
import inspect
import io
import json
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import by_hand
from pyspark.sql import DataFrame, SparkSession

import sluice
from sluice_runtime.files import Files
from sluice_runtime.landing import read_source
from sluice_runtime.pins import pin_landing
from sluice_runtime.plans import Plans
from sluice_runtime.session import SETTINGS

Job = Callable[..., DataFrame]
WARM_UPS = 2
LAKES = 3
"""Whole runs, of which the first warms up."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("landings", nargs="+")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--generated", required=True)
    parser.add_argument("--lake", required=True, help="a folder for all that is written")
    given = parser.parse_args()
    spark = SparkSession.builder.appName("bench").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for key, value in SETTINGS.items():
        spark.conf.set(key, value)
    plans = Plans(given.generated, Files(spark).read)
    for number, landing in enumerate(given.landings):
        found = measured(spark, plans, landing, f"{given.lake}/{number}", given.runs)
        print(json.dumps(found), flush=True)


def measured(spark: SparkSession, plans: Plans, landing: str, scratch: str, runs: int) -> Any:
    names = plans.in_order()
    jobs = {name: generated_job(plans, name) for name in names}
    expert: dict[str, Job] = {name: getattr(by_hand, name) for name in names}
    for name in (name for name, entry in plans.tables.items() if entry["kind"] == "source"):
        plan = plans.plan(name)
        pins = pin_landing(Files(spark), plan, landing)
        found = read_source(spark, plan, landing, pins, f"{scratch}/quarantine/{name}")
        found.rows.write.parquet(f"{scratch}/{name}")
    spark.catalog.clearCache()
    rows = {}
    for name in names:
        result = called(spark, scratch, jobs[name])
        result.write.parquet(f"{scratch}/{name}")
        other = called(spark, scratch, expert[name]).select(result.columns)
        written = spark.read.parquet(f"{scratch}/{name}")
        rows[name] = written.count()
        differing = written.exceptAll(other).count() + other.exceptAll(written).count()
        assert differing == 0, f"{name}: {differing} rows are not what the other side gives"
    sides = {"generated": jobs, "byHand": expert}
    times: dict[str, dict[str, list[float]]] = {side: {n: [] for n in names} for side in sides}
    for turn in range(-WARM_UPS, runs):
        for name in names:
            for side in sorted(sides, reverse=turn % 2 == 0):
                start = time.monotonic()
                called(spark, scratch, sides[side][name]).write.format("noop").mode(
                    "overwrite"
                ).save()
                if turn >= 0:
                    times[side][name].append((time.monotonic() - start) * 1000)
    return {**times, "lake": lakes(plans.folder, landing, f"{scratch}/lake"), "rows": rows}


def generated_job(plans: Plans, name: str) -> Job:
    location, text = plans.job(name)
    module: dict[str, Any] = {"__name__": name}
    exec(compile(text, location, "exec"), module)
    job: Job = module[name]
    return job


def called(spark: SparkSession, scratch: str, job: Job) -> DataFrame:
    inputs = inspect.signature(job).parameters
    return job(**{name: spark.read.parquet(f"{scratch}/{name}") for name in inputs})


def lakes(generated: str, landing: str, lake: str) -> list[float]:
    times = []
    sys.argv = ["sluice", "--generated", generated, "--landing", landing, "--lake", lake]
    for run in range(LAKES):
        shutil.rmtree(Path(lake), ignore_errors=True)
        start = time.monotonic()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            sluice.run_lake()
        if run > 0:
            times.append((time.monotonic() - start) * 1000)
        SparkSession.active().catalog.clearCache()
    return times


main()
