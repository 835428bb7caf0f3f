"""The rule for landing files, on a folder, on S3 and read by Spark: the table is test/landing's."""

import base64
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from plans import column, source
from pyspark.sql import SparkSession

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files
from sluice_runtime.landing import read_source
from sluice_runtime.landing_files import Found, LocalLanding, S3Landing
from sluice_runtime.pins import pin_landing

PLAN = source("s", column("n", "int64", nullable=True), at_most=0.9)


@dataclass(frozen=True)
class Case:
    name: str
    content: bytes
    kind: str

    @property
    def is_refused(self) -> bool:
        return self.kind.startswith("refused: ")


def _cases() -> list[Case]:
    table = json.loads((Path(__file__).parents[1] / "landing" / "files.json").read_text())
    return [
        Case(
            row["name"],
            row["text"].encode() if "text" in row else base64.b64decode(row["base64"]),
            row["is"],
        )
        for row in table
    ]


CASES = _cases()
REFUSED = [case for case in CASES if case.is_refused]
OTHERS = [case for case in CASES if not case.is_refused]


def put(root: Path, *cases: Case) -> str:
    for case in [Case("ok.json", b'{"n": 0}\n', "read"), *cases]:
        path = root / "landing" / "s" / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.content)
    return str(root / "landing")


class FakeS3:
    """Objects of one bucket, listed two a page."""

    def __init__(self, objects: dict[str, bytes]) -> None:
        self._objects = objects

    def get_paginator(self, _: str) -> "FakeS3":
        return self

    def paginate(self, Bucket: str, Prefix: str) -> list[Any]:
        assert Bucket == "b"
        keys = sorted(key for key in self._objects if key.startswith(Prefix))
        found = [{"Key": k, "Size": len(self._objects[k]), "ETag": f'"{k}"'} for k in keys]
        return [{"Contents": found[i : i + 2]} for i in range(0, len(found), 2)] or [{}]

    def get_object(self, Bucket: str, Key: str, Range: str, IfMatch: str) -> Any:
        assert (Bucket, IfMatch) == ("b", f'"{Key}"')
        first, last = map(int, Range.removeprefix("bytes=").split("-"))
        assert first == 0

        class Body:
            def read(_) -> bytes:
                return self._objects[Key][: last + 1]

        return {"Body": Body()}


def on_s3(monkeypatch: pytest.MonkeyPatch, objects: dict[str, bytes]) -> Found | None:
    monkeypatch.setattr("sluice_runtime.landing_files._client", lambda _: FakeS3(objects))
    return S3Landing("s3://b/landing", None).find("s/")


def expect(found: Found | None, cases: list[Case], place: str) -> None:
    assert found is not None

    def names(kind: str) -> list[str]:
        return sorted(case.name for case in cases if case.kind == kind)

    assert sorted(f.path for f in found.files if f.gz) == names("read gzip")
    assert sorted(f.path for f in found.files if not f.gz) == sorted([*names("read"), "ok.json"])
    assert sorted(found.passed_over) == [f"s/{name}" for name in names("passed over")]
    refused = [case for case in cases if case.is_refused]
    assert len(found.refused) == len(refused)
    for case in refused:
        reason = case.kind.removeprefix("refused: ")
        said = [text for text in found.refused if text.startswith(f"{place}/{case.name} ")]
        assert len(said) == 1 and reason in said[0], (case.name, found.refused)


def test_the_table_holds_in_a_folder(tmp_path: Path) -> None:
    root = put(tmp_path, *CASES)
    expect(LocalLanding(root).find("s/"), CASES, f"{root}/s")


def test_the_table_holds_on_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    objects = {f"landing/s/{case.name}": case.content for case in CASES}
    more = {"landing/s/ok.json": b'{"n": 0}\n', "landing/s/": b"", "landing/s/x/": b""}
    found = on_s3(monkeypatch, {**objects, **more, "landing/sx/y.json": b"{}"})
    expect(found, CASES, "s3://b/landing/s")


@pytest.mark.parametrize("key", ["s//a.json", "s/../a.json", "s/./a.json", "s/a.json/"])
def test_keys_that_hadoop_would_take_for_others(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    found = on_s3(monkeypatch, {f"landing/{key}": b"{}"})
    assert found is not None
    assert (found.files, len(found.refused)) == ([], 1)
    assert found.refused[0].startswith(f"s3://b/landing/{key} is not read: its key has an empty")


def test_every_file_of_the_table_is_read_by_spark(spark: SparkSession, tmp_path: Path) -> None:
    root = put(tmp_path, *OTHERS)
    pins = pin_landing(Files(spark), PLAN, root)
    passed = sorted(f"s/{case.name}" for case in OTHERS if case.kind == "passed over")
    assert (pins.passed_over.count, pins.passed_over.files) == (len(passed), passed[:20])
    found = read_source(spark, PLAN, root, pins, str(tmp_path / "bad"))
    bad = spark.read.parquet(found.metrics["quarantine"])
    ended = {row["file"] for row in bad.select("file").collect()}
    assert {"s/no-objects.json", "s/no-objects.json.gz", "s/parquet.jsonl"} <= ended
    good = sum(
        case.kind.startswith("read") and case.content[-8:] == b'"n": 1}\n' for case in OTHERS
    )
    assert found.metrics["files"] == len(pins.files)
    assert found.metrics["passedOver"]["count"] == len(passed)
    assert good > 10
    gzips = {"i.gz", "j.json.GZ", "k.jsonl.gzip", "l.log.gz", "m.json", "firehose-gz"}
    assert found.rows.where("n = 1").count() >= good + len(gzips)


def test_links_pipes_and_names_are_as_on_the_embedded_engine(tmp_path: Path) -> None:
    root = put(tmp_path)
    folder = Path(root) / "s"
    (tmp_path / "landing-too").mkdir()
    (tmp_path / "landing-too" / "y.json").write_bytes(b"{}")
    (Path(root) / "shared").mkdir()
    (Path(root) / "shared" / "x.json").write_bytes(b"{}")
    for name, target in {
        "folder": "../shared",
        "link": "../shared/x.json",
        "passwd.json": "/etc/passwd",
        "out": "../../landing-too",
        "gone": "nowhere",
        "self": "self",
        "up": "..",
        "zero.json": "/dev/zero",
        ".gone": "nowhere",
    }.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe")
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xffa"))).write_bytes(b"{}")
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xffb"))).write_bytes(b"n,m\n1,2\n")
    found = LocalLanding(root).find("s/")
    assert found is not None
    reached = ["folder/x.json", "link", "ok.json", "up/shared/x.json"]
    assert sorted(file.path for file in found.files) == reached
    assert found.passed_over == ["s/\\xffb"]
    out = "is not read: it is a link that leads out of the landing folder"
    expected = [
        r"cannot read .*/s/gone: no such file",
        rf".*/s/out {out}",
        rf".*/s/passwd\.json {out}",
        r"cannot read .*/s/pipe: it is not a file",
        r"cannot read .*/s/self: too many levels of symbolic links",
        r"cannot read .*/s/up/s/?: its symbolic links go in a circle",
        rf".*/s/zero\.json {out}",
        r".*/s/\\xffa is not read: its name is not UTF-8",
    ]
    assert len(found.refused) == len(expected)
    for pattern in expected:
        assert any(re.match(pattern, text) for text in found.refused), pattern


def test_a_source_of_which_nothing_can_be_read_says_what_is_there(
    spark: SparkSession, tmp_path: Path
) -> None:
    root = put(tmp_path, *(Case(f"{name}.csv", b"n,m\n1,2\n", "") for name in "abcd"))
    (tmp_path / "landing/s/ok.json").unlink()
    expected = "no file of JSON lines for s, only s/a.csv, s/b.csv, s/c.csv and 1 more"
    with pytest.raises(SluiceError, match=expected):
        pin_landing(Files(spark), PLAN, root)
