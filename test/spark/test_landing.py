"""Landing files on a real Spark: rows, quarantine, and what stops a run."""

import gzip
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from plans import Json, check, column, kind, source
from pyspark.sql import SparkSession

from sluice_runtime.bad_records import over_threshold
from sluice_runtime.errors import SluiceError
from sluice_runtime.files import Files
from sluice_runtime.landing import Source, read_source
from sluice_runtime.lines import TEXT_LIMIT
from sluice_runtime.pins import pin_landing

Read = Callable[..., Source]

N = column("n", "int64")


@pytest.fixture
def read(spark: SparkSession, tmp_path: Path) -> Read:
    """Reads a source from landing files that are given as bytes."""

    def read_files(files: Mapping[str, bytes], plan: Json) -> Source:
        for name, content in files.items():
            path = tmp_path / "landing" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        landing = str(tmp_path / "landing")
        pins = pin_landing(Files(spark), plan, landing)
        return read_source(spark, plan, landing, pins, str(tmp_path / "bad"))

    return read_files


def rows(found: Source) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in found.rows.collect())


def quarantine(spark: SparkSession, found: Source) -> list[tuple[Any, ...]]:
    frame = spark.read.parquet(found.metrics["quarantine"])
    assert frame.columns == ["file", "line", "record", "reason", "length", "text"]
    return sorted(tuple(row) for row in frame.collect())


def test_files_are_found_at_every_depth_and_by_their_content(read: Read) -> None:
    files = {
        "s/1.json": b'{"n": 1}\n',
        "s/2.jsonl": b'{"n": 2}',
        "s/day=3/a b%20c[1]{x}*?.json": b'{"n": 3}\n',
        "s/4.json.gz": gzip.compress(b'{"n": 4}\n'),
        "s/d/e/5.jsonl.gz": gzip.compress(b'{"n": 5}\n') + gzip.compress(b'{"n": 6}\n'),
        "s/empty.json": b"",
        "s/_skipped.json": b"no",
        "s/.skipped.json": b"no",
        "s/_temporary/x.json": b"no",
        "s/d/.hidden/x.json": b"no",
        "s/x.csv": b"no",
        "s/x.JSON": b'{"n": 7}',
        "other/x.json": b"no",
    }
    found = read(files, source("s", N))
    assert rows(found) == [(n,) for n in range(1, 8)]
    assert found.metrics == {
        "name": "s",
        "files": 7,
        "passedOver": {"count": 1, "files": ["s/x.csv"]},
        "records": 7,
        "rows": 7,
        "quarantined": 0,
        "bytes": 56,
        "quarantinedBytes": 0,
        "unknownKeys": [],
        "reasons": [],
        "quarantine": None,
    }


def test_lines_end_at_line_feeds_only(spark: SparkSession, read: Read) -> None:
    text = '\ufeff{"n": 1}\r\n\r\n \t\n{"n": 2, "x": "a\u2028b\u0085c"}\n\n{"n":\r3}'.encode()
    found = read({"s/crlf.json": text}, source("s", N))
    assert rows(found) == [(1,), (2,), (3,)]
    assert found.metrics["records"] == 3
    assert found.metrics["unknownKeys"] == [{"key": "x", "count": 1}]


def test_bad_records_are_kept_with_where_and_why(spark: SparkSession, read: Read) -> None:
    long = b'{"n": "' + b"x" * (TEXT_LIMIT + 10) + b'"}'
    files = {
        "s/a b%20c.json": b'\xef\xbb\xbf{"n": 1}\n\n\xff\xfe\n{"n": 1.5}\r\n[1]\n{"n": 2.0} '
        b'{"n": ""}{"n": 3e0}{"n"',
        "s/b.json.gz": gzip.compress(b'{"n": 2}\n{"N": 1, "n": 1}\n{}\n' + long + b"\n"),
    }
    found = read(files, source("s", N, at_most=1))
    assert rows(found) == [(1,), (2,), (2,), (3,)]
    counts = [found.metrics[name] for name in ("records", "quarantined", "quarantinedBytes")]
    assert counts == [12, 8, 2 + 10 + 3 + 9 + 4 + 16 + 2 + len(long)]
    assert found.metrics["bytes"] == counts[2] + 8 + 10 + 10 + 8
    assert quarantine(spark, found) == [
        ("s/a b%20c.json", 3, 1, "not UTF-8", 2, "\ufffd\ufffd"),
        ("s/a b%20c.json", 4, 1, "n is not int64", 10, '{"n": 1.5}'),
        ("s/a b%20c.json", 5, 1, "an array, not an object", 3, "[1]"),
        ("s/a b%20c.json", 6, 2, "n is not int64", 9, '{"n": ""}'),
        ("s/a b%20c.json", 6, 4, "an object that does not end on its line", 4, '{"n"'),
        ("s/b.json.gz", 2, 1, "repeated key n", 16, '{"N": 1, "n": 1}'),
        ("s/b.json.gz", 3, 1, "n is missing", 2, "{}"),
        ("s/b.json.gz", 4, 1, "n is not int64", len(long), long[:TEXT_LIMIT].decode()),
    ]


def test_line_numbers_hold_in_a_file_of_many_blocks(spark: SparkSession, read: Read) -> None:
    lines = [b'{"n": %d}' % i if i % 1000 else b"bad %d" % i for i in range(1, 20_001)]
    key = "spark.sql.files.maxPartitionBytes"
    before = spark.conf.get(key, "128m")
    assert before is not None
    spark.conf.set(key, "20000")
    try:
        found = read({"s/large.json": b"\n".join(lines)}, source("s", N))
        assert found.rows.rdd.getNumPartitions() > 5
        bad = quarantine(spark, found)
    finally:
        spark.conf.set(key, before)
    assert [(line, text) for _, line, _, _, _, text in bad] == [
        (i, f"bad {i}") for i in range(1000, 20_001, 1000)
    ]
    assert found.metrics["records"] == 20_000
    assert found.rows.count() == 19_980


def test_values_of_every_type_reach_spark(spark: SparkSession, read: Read) -> None:
    person = kind(
        "struct", fields=[column("name", "string"), column("born", "date", nullable=True)]
    )
    columns = [
        column("s", "string"),
        column("b", "boolean"),
        column("i", "int32"),
        column("l", "int64"),
        column("e", "epochMillis"),
        column("f", "float"),
        column("d", "double"),
        column("c", kind("decimal", precision=38, scale=10)),
        column("day", "date"),
        column("at", "timestamp"),
        column("tags", kind("array", element=kind("timestamp"))),
        column("who", person),
        column("m", kind("map", value=kind("decimal", precision=3, scale=1))),
        column("nothing", person, nullable=True),
    ]
    line = (
        '{"s": "x\\u0000😀", "b": true, "i": -2147483648, "l": 9223372036854775807, "e": -1, '
        '"f": 0.1, "d": -0.0, "c": 1234567890123456789012345678.0123456789, '
        '"day": "0001-01-01", "at": "0001-01-01T00:00:00.000001Z", '
        '"tags": ["9999-12-31T23:59:59.999999+00:00", "1969-12-31T23:59:59Z"], '
        '"who": {"NAME": "y", "Born": "1582-10-10"}, "m": {"K": 1, "k": -2.5}, "nothing": null}'
    )
    found = read({"s/1.json": line.encode()}, source("s", *columns))
    assert found.metrics["quarantined"] == 0
    assert found.rows.schema.simpleString() == (
        "struct<s:string,b:boolean,i:int,l:bigint,e:bigint,f:float,d:double,c:decimal(38,10),"
        "day:date,at:timestamp,tags:array<timestamp>,who:struct<name:string,born:date>,"
        "m:map<string,decimal(3,1)>,nothing:struct<name:string,born:date>>"
    )
    (row,) = found.rows.selectExpr(
        *("s", "b", "i", "l", "e", "f", "d"),
        *("string(c)", "string(day)", "string(at)", "string(tags)", "string(who)", "m"),
        "string(nothing)",
    ).collect()
    assert repr(tuple(sorted(v.items()) if isinstance(v, dict) else v for v in row)) == repr(
        (
            *("x\x00😀", True, -2147483648, 9223372036854775807, -1, 0.10000000149011612, -0.0),
            *("1234567890123456789012345678.0123456789", "0001-01-01"),
            "0001-01-01 00:00:00.000001",
            "[9999-12-31 23:59:59.999999, 1969-12-31 23:59:59]",
            "{y, 1582-10-10}",
            [("K", Decimal("1.0")), ("k", Decimal("-2.5"))],
            None,
        )
    )


def test_exactly_the_threshold_is_allowed(spark: SparkSession, read: Read) -> None:
    email = column("email", "string", check("pattern", name="an e-mail address", pattern="^.+@.+$"))
    good, bad = b'{"email": "a@b"}\n' * 43, b'{"email": "ab"}\n' * 56 + b"x\n"
    plan = source("s", email, at_most=0.57)
    assert read({"s/1.json": good + bad}, plan).metrics["quarantined"] == 57


def test_bytes_count_as_records_do(read: Read) -> None:
    """A line of many objects that breaks off at the second is two records."""
    content = b'{"n": 1}\n' * 20 + b",".join([b'{"n": 2}'] * 20)
    plan = source("s", N, at_most=0.1)
    expected = (
        "s: 171 of 339 bytes of records are bad, more than the 10 % allowed (1 x a comma between "
        "objects, first in s/1.json:21 (record 2 of the line)); the first, 1,000 at most, are "
    )
    with pytest.raises(SluiceError, match=re.escape(expected)):
        read({"s/1.json": content}, plan)


def test_one_bad_record_is_told_as_one() -> None:
    metrics = {"reasons": [], "quarantined": 1, "quarantinedBytes": 2}
    plan = source("s", at_most=0.1)
    of_one = over_threshold(plan, {**metrics, "records": 1, "bytes": 2}, "none kept")
    assert of_one.startswith("s: 1 of 1 record is bad, more than the 10 % allowed")
    of_four = over_threshold(plan, {**metrics, "records": 4, "bytes": 8}, "none kept")
    assert of_four.startswith("s: 1 of 4 records is bad, more than the 10 % allowed")


def test_over_the_threshold_says_what_is_bad(read: Read) -> None:
    content = b'{"n": 1}\n' * 7 + b"x\n" * 2 + b"{}"
    expected = (
        "s: 3 of 10 records are bad, more than the 29 % allowed "
        "(2 x a word, not an object, first in s/1.json:8; 1 x n is missing, first in s/1.json:10); "
        "the first, 1,000 at most, are kept in "
    )
    with pytest.raises(SluiceError, match=re.escape(expected)):
        read({"s/1.json": content}, source("s", N, at_most=0.29))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"other/1.json": b""}, "there is no landing folder .*/landing/s for s"),
        ({"s/1.csv": b"n", "s/_x.json": b""}, "s has no file of JSON lines for s, only s/1.csv"),
        ({"s/1.json.gz": b""}, "s/1.json.gz cannot be read to its end: it is empty"),
    ],
)
def test_no_files(read: Read, files: Mapping[str, bytes], message: str) -> None:
    with pytest.raises(SluiceError, match=message):
        read(files, source("s", N))


GZIP = gzip.compress(b"".join(b'{"n": %d}\n' % i for i in range(10_000)))


@pytest.mark.parametrize(
    "content",
    [
        GZIP[: len(GZIP) // 2],
        GZIP[:-4],
        GZIP[:-9],
        GZIP[:6],
        GZIP[:-8] + b"\0\0\0\0" + GZIP[-4:],
        GZIP + b"trash",
    ],
    ids=["half", "no length", "no checksum", "cut header", "bad checksum", "trash"],
)
@pytest.mark.parametrize("name", ["a b.json.gz", "a b.json"])  # one for Spark, one for a stream
def test_a_file_that_cannot_be_decoded_to_its_end_is_named(
    read: Read, name: str, content: bytes
) -> None:
    files = {"s/fine.json": b'{"n": 1}\n', f"s/{name}": content}
    expected = rf"/landing/s/{re.escape(name)} cannot be read to its end: \S+"
    with pytest.raises(SluiceError, match=expected):
        read(files, source("s", N))


@pytest.mark.parametrize("name", ["blank.json.gz", "blank.json", "blank of 1:00"])
def test_a_gzip_file_that_expands_too_far_is_named(read: Read, name: str) -> None:
    member = gzip.compress(b"\n" * 20_000_000)
    plan = source("s", N)
    with pytest.raises(
        SluiceError,
        match=rf"s/{re.escape(name)} has \d+ bytes and expands to more than 200 times",
    ):
        read({"s/1.json": b'{"n": 1}\n', f"s/{name}": member * 6}, plan)


def test_bad_lines_with_more_text_than_the_source_takes(read: Read) -> None:
    plan = source("s", N, at_most=1)
    plan["quarantine"]["atMostMB"] = 1
    bad = b"x" * 400_000 + b"\n"
    assert read({"s/1.json": b'{"n": 1}\n' + bad * 2}, plan).metrics["quarantined"] == 2
    with pytest.raises(
        SluiceError,
        match=r"s: its bad records have more than 1 MB of text, the first in s/1\.json:2;",
    ):
        read({"s/1.json": b'{"n": 1}\n' + bad * 3}, plan)
