"""The files of a lake folder: who may read them, what they were, how long bad lines stay."""

import errno
import hashlib
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lakes import folder_lake, put
from plans import column, source, table
from pyspark.sql import SparkSession

from sluice_runtime import files as files_module
from sluice_runtime.access import access_of, tighten
from sluice_runtime.commands import COMMANDS
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files
from sluice_runtime.lake import Lake
from sluice_runtime.landing import read_source
from sluice_runtime.locks import locked
from sluice_runtime.pins import pin_landing
from sluice_runtime.plans import Plans
from sluice_runtime.quarantine import expire_local, is_expired
from sluice_runtime.scripts import check_script
from sluice_runtime.state_files import state_text
from sluice_runtime.verify import faults_of, verify

OLD = "20200101T000000Z-00000000"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> set[tuple[str, int]]:
    return {("folder" if p.is_dir() else "file", mode(p)) for p in [folder, *folder.rglob("*")]}


def new_run(days: int = 0) -> str:
    return f"{datetime.now(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}-0a1b2c3d"


def make(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_lake_is_tightened_and_nothing_else(tmp_path: Path) -> None:
    lake, other = tmp_path / "lake", tmp_path / "other"
    make(lake / "sluice-lake.json", '{"engine":"spark"}')
    ours = [
        make(lake / path)
        for path in (
            "tables/t.json",
            f"data/z/t/{OLD}/part-0.parquet",
            f"data/z/t/{OLD}/.part-0.parquet.crc",
            "data/z/i/metadata/v1.metadata.json",
            f"quarantine/s/{OLD}/part-0.parquet",
            f"quarantine/s/{OLD}-failed/part-0.parquet",
            "runs/w/s.json",
        )
    ]
    foreign = [make(lake / "notes.txt"), make(lake / "data/z/t/notes.txt")]
    make(other / "part-0.parquet")
    (lake / "quarantine/linked").symlink_to(other)
    before = [mode(path) for path in (*foreign, other, other / "part-0.parquet")]
    for shared, file, folder in (
        (False, 0o600, 0o700),
        (True, 0o660, 0o2770),
        (False, 0o600, 0o700),
    ):
        tighten(lake, access_of(shared))
        assert {mode(path) for path in ours} == {file}
        assert {mode(lake), *(mode(path.parent) for path in ours)} == {folder}
        assert [mode(path) for path in (*foreign, other, other / "part-0.parquet")] == before


@pytest.mark.parametrize("kind", ["folder", "fifo", "device", "link out", "link to nothing"])
def test_a_state_file_that_is_none_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lake/current.json"
    path.parent.mkdir()
    outside = make(tmp_path / "outside.json", "{}")
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        nothing = tmp_path / "none"
        to = {"device": Path("/dev/zero"), "link out": outside, "link to nothing": nothing}
        path.symlink_to(to[kind])
    with pytest.raises(SluiceError, match=r"lake/current.json cannot be used: it is a"):
        state_text(path, path.parent)
    with (
        pytest.raises(SluiceError, match=r"lake/current.json cannot be used: it is a"),
        locked(path, wait=0, busy="busy"),
    ):
        pass


def test_a_link_inside_the_lake_is_followed(tmp_path: Path) -> None:
    make(tmp_path / "real.json", "{}")
    (tmp_path / "named.json").symlink_to(tmp_path / "real.json")
    assert state_text(tmp_path / "named.json", tmp_path) == "{}"
    assert state_text(tmp_path / "none.json", tmp_path) is None


def test_a_failed_fsync_of_a_folder_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(code: int) -> None:
        def fail(_: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", fail)

    failing(errno.EIO)
    with pytest.raises(OSError, match="Input/output error"):
        files_module.sync_folder(tmp_path)
    files_module._warn_once.cache_clear()
    for code in (errno.EINVAL, errno.ENOTSUP):
        failing(code)
        files_module.sync_folder(tmp_path)
    assert capsys.readouterr().err.count("after a power cut") == 1


def test_bad_lines_go_by_their_age(tmp_path: Path) -> None:
    young, old = new_run(89), new_run(91)
    assert [is_expired(run, 90) for run in (young, old, f"{old}-failed", "notes")] == [
        False,
        True,
        True,
        False,
    ]
    for run in (young, old, f"{old}-failed", "notes"):
        make(tmp_path / "quarantine/s" / run / "part-0.parquet")
    outside = make(tmp_path / "outside" / old / "part-0.parquet")
    (tmp_path / "quarantine/linked").symlink_to(tmp_path / "outside")
    expire_local(tmp_path, 90)
    assert sorted(path.name for path in (tmp_path / "quarantine/s").iterdir()) == [young, "notes"]
    assert outside.is_file()


def test_another_script_than_the_reviewed_one_is_not_run(tmp_path: Path) -> None:
    script = make(tmp_path / "job.py", "def t(): pass\n")
    code = compile(script.read_text(), str(script), "exec")
    check_script(hashlib.sha256(script.read_bytes()).hexdigest(), code)
    check_script(None, code)
    with pytest.raises(SluiceError, match=r"job.py is not the script that was reviewed"):
        check_script("0" * 64, code)


def test_a_job_that_is_not_what_was_compiled_is_not_run(tmp_path: Path) -> None:
    texts = {
        "g/manifest.json": json.dumps(
            {
                "tables": [{"name": "t", "zone": "z", "kind": "table", "reads": []}],
                "files": {"z/t/job.py": "0" * 64},
            }
        ),
        "g/z/t/job.py": "def t(): pass\n",
    }
    with pytest.raises(SluiceError, match=r"g/z/t/job.py is not what was compiled"):
        Plans("g", texts.get).job("t")


@pytest.fixture
def lake(spark: SparkSession, tmp_path: Path) -> Lake:
    return folder_lake(spark, tmp_path)


@pytest.mark.parametrize("format_", ["parquet", "json", "iceberg"])
def test_versions_know_their_files(lake: Lake, format_: str) -> None:
    plan = table("t", [], column("i", "int32", nullable=True), format_=format_)
    put(lake, plan, [(1,), (2,)], new_run(2))
    put(lake, plan, [(3,)], new_run(1))
    assert lake.local is not None
    assert modes(lake.local / "data") <= {("folder", 0o700), ("file", 0o600)}
    entry = {"name": "t", "zone": plan["zone"], "kind": "table", "reads": []}
    now, before = lake.tables_of(plan).versions(plan)
    (shown,) = verify(lake, [entry])
    assert [v["faults"] for v in shown["versions"]] == [[], []]
    assert {v["checked"] for v in shown["versions"]} == {
        "size" if format_ == "iceberg" else "sha256"
    }
    folder = lake.local / "data" / before["path"]
    (data,) = [p for p in folder.rglob("*") if p.is_file() and p.name[0] not in "._"]
    whole = data.read_bytes()

    def faults() -> list[str]:
        return [fault for _, fault in faults_of(lake, plan, before)]

    data.write_bytes(whole[:-1])
    assert faults() == [f"has {len(whole) - 1} bytes, where the run wrote {len(whole)}"]
    if format_ != "iceberg":
        data.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        assert faults() == ["has other bytes than the run wrote"]
    data.unlink()
    assert faults() == ["is missing"]
    assert faults_of(lake, plan, now) == []
    arguments = type("Given", (), {"table": "t", "to": None})
    plans = Plans("", {"/manifest.json": json.dumps({"tables": [entry]})}.get)
    with pytest.raises(SluiceError, match=r"is not as its run left it: .* is missing"):
        COMMANDS["rollback"](lake, plans, arguments)  # type: ignore[arg-type]
    assert lake.tables_of(plan).current(plan) == now


def test_a_version_without_sums_gets_them_with_the_next_run(lake: Lake) -> None:
    plan = table("t", [], column("i", "int32", nullable=True), format_="parquet")
    put(lake, plan, [(1,)], new_run(2))
    assert lake.local is not None
    known = lake.local / "tables/t.json"
    history = json.loads(known.read_text())
    del history["versions"][0]["files"]
    known.write_text(json.dumps(history))
    entry = {"name": "t", "zone": plan["zone"], "kind": "table", "reads": []}
    assert [v["checked"] for v in verify(lake, [entry])[0]["versions"]] == ["presence"]
    put(lake, plan, [(2,)], new_run(1))
    assert [v["checked"] for v in verify(lake, [entry])[0]["versions"]] == ["sha256", "sha256"]


def test_the_first_bad_lines_of_a_failed_run_stay(spark: SparkSession, tmp_path: Path) -> None:
    lake = folder_lake(spark, tmp_path)
    plan = source("s", column("i", "int32", nullable=True))
    make(tmp_path / "landing/s/a.json", '{"i":1}\n' + "no JSON\n" * 1_100)
    run = new_run()
    landing = str(tmp_path / "landing")
    pins = pin_landing(Files(spark), plan, landing)
    failed = tmp_path / f"lake/quarantine/s/{run}-failed"
    with pytest.raises(SluiceError, match=rf"are kept in {failed}; nothing was committed"):
        read_source(spark, plan, landing, pins, lake.quarantine("s", run))
    kept = spark.read.parquet(str(failed))
    assert (kept.count(), kept.agg({"line": "max"}).collect()[0][0]) == (1_000, 1_001)
    assert not (tmp_path / f"lake/quarantine/s/{run}").exists()
    assert modes(tmp_path / "lake/quarantine") == {("folder", 0o700), ("file", 0o600)}
