"""Runs that are killed: each table has its old or its new version, and the next run converges.

SLUICE_KILLS is how many random moments are tried, 3 unless it is set.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lakes import FORMATS, current, folder_lake, places, values
from plans import Json, column, source, table, write_plans
from pyspark.sql import SparkSession

import sluice
from sluice_runtime.clean import clean
from sluice_runtime.files import Files

HERE = Path(__file__).parent
RUNTIME = Path(sluice.__file__).parent
N = column("n", "int64")
PLANS = [table(f"{chr(97 + i)}_{f}", ["s"], N, format_=f) for i, f in enumerate(FORMATS)]
KILLS = int(os.environ.get("SLUICE_KILLS", "3"))
SEED = int(os.environ.get("SLUICE_SEED", time.time_ns() % 1_000_000))
SUBMIT = (
    "--conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1 --master local[2] "
    "--conf spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 "
    "--conf spark.driver.host=127.0.0.1 --conf spark.sql.shuffle.partitions=2 "
    f"--conf spark.jars={os.environ.get('SLUICE_SPARK_JARS', '')} pyspark-shell"
)
STEPS = [
    *(("prepare", "after", number) for number in (1, 2, 3)),
    *(("commit", when, number) for when in ("before", "after") for number in (1, 2, 3)),
    *(("rename", "before", number) for number in (1, 2)),
    *(("tidy", "after", number) for number in (1, 2, 3)),
]


class Victim:
    """A lake with a table of each format, whose runs end in some way."""

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self.spark, self.folder, self.number = spark, folder, 0
        write_plans(folder / "generated", source("s", N), *PLANS)
        for plan in PLANS:
            job = folder / "generated/trusted" / plan["name"] / "job.py"
            job.write_text(f"def {plan['name']}(s):\n    return s\n")
        (folder / "landing/s").mkdir(parents=True)
        self.land()

    def land(self) -> None:
        """Puts other rows into the landing file."""
        self.number += 1
        (self.folder / "landing/s/1.json").write_text(f'{{"n": {self.number}}}\n' * 3)

    def start(self, *program: str) -> "subprocess.Popen[str]":
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(RUNTIME), str(HERE)]),
            "PYSPARK_SUBMIT_ARGS": SUBMIT,
        }
        return subprocess.Popen(
            [sys.executable, *program, *places(self.folder)],
            env=environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run_here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["sluice.py", *places(self.folder)])
        sluice.run_lake()

    def rows(self, plan: Json) -> list[int]:
        return [row[0] for row in values(current(folder_lake(self.spark, self.folder), plan))]

    def check_old_or_new(self) -> None:
        for plan in PLANS:
            assert self.rows(plan) in ([self.number - 1] * 3, [self.number] * 3), plan["name"]

    def check_converged(self) -> None:
        """Every table is new, and clean leaves the files of versions alone."""
        lake = folder_lake(self.spark, self.folder)
        manifest = [{**plan, "name": plan["name"]} for plan in PLANS]
        clean(lake, manifest, hours=None, dry=False)
        assert [self.rows(plan) for plan in PLANS] == [[self.number] * 3] * 3
        assert list((self.folder / "lake/staging").glob("*/*")) == []
        for plan in PLANS:
            known = {version["path"] for version in lake.tables(plan).versions(plan)}
            found = Files(self.spark).below(str(self.folder / "lake/data")) or {}
            data = (path for path in found if "/metadata/" not in path)
            runs = {re.sub(r"(Z-[0-9a-f]{8})/.*", r"\1", path) for path in data}
            assert {path for path in runs if f"/{plan['name']}/" in path} == known
        assert clean(lake, manifest, hours=None, dry=True).removed == []


@pytest.fixture(scope="module")
def victim(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Victim:
    found = Victim(spark, tmp_path_factory.mktemp("killed"))
    with pytest.MonkeyPatch.context() as patch:
        found.run_here(patch)
    return found


@pytest.mark.parametrize(("step", "when", "number"), STEPS)
def test_killed_at_each_step(
    victim: Victim, monkeypatch: pytest.MonkeyPatch, step: str, when: str, number: int
) -> None:
    victim.land()
    faults = ("faults.py", step, when, str(number), str(RUNTIME / "sluice.py"))
    process = victim.start(str(HERE / faults[0]), *faults[1:])
    _, complaints = process.communicate(timeout=900)
    assert process.returncode == -signal.SIGKILL, complaints[-2000:]
    victim.check_old_or_new()
    victim.run_here(monkeypatch)
    victim.check_converged()


def test_killed_at_random_moments(victim: Victim, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(SEED)
    longest = 0.0
    for kill in range(-1, KILLS):  # the first is timed instead
        victim.land()
        process = victim.start(str(RUNTIME / "sluice.py"))
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith('{"event": "started"'):
                break
        started = time.monotonic()
        if kill < 0:
            process.communicate(timeout=900)
            longest = time.monotonic() - started
            assert process.returncode == 0
            continue
        moment = chance.uniform(0, longest)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        where = f"SLUICE_SEED={SEED}: kill {kill} after {moment:.2f} s"
        print(where)
        victim.check_old_or_new()
        victim.run_here(monkeypatch)
        victim.check_converged()


def test_two_runs_at_once(victim: Victim, monkeypatch: pytest.MonkeyPatch) -> None:
    victim.land()
    runs = [victim.start(str(RUNTIME / "sluice.py")) for _ in range(2)]
    ends = [(*run.communicate(timeout=900), run.returncode) for run in runs]
    assert 0 in [code for _, _, code in ends], [complaints[-2000:] for _, complaints, _ in ends]
    for output, complaints, code in ends:
        if code == 0:
            assert [json.loads(line)["rows"] for line in output.splitlines()] == [3, 3, 3]
        else:
            assert output == ""
            assert "was changed by another run since this one began" in complaints
    victim.check_converged()
