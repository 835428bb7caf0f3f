"""Landing: raw files to typed rows, and bad records to quarantine."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from pyspark import StorageLevel
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

from sluice_runtime.bad_records import keep_failed, over_threshold, reasons_of
from sluice_runtime.column_types import spark_type
from sluice_runtime.errors import SluiceError, sentence
from sluice_runtime.files import Files
from sluice_runtime.landing_files import landing_at
from sluice_runtime.landing_lines import Lines
from sluice_runtime.limits import check_gzips, check_quarantine
from sluice_runtime.lines import excerpt, line_parser
from sluice_runtime.pins import Pins, check_pins
from sluice_runtime.plans import Json

_KEYS_COUNTED = 1_000  # different ones in a block; where keys are data, there is no end of them
_BAD_RECORD = T.StructType(
    [
        T.StructField("file", T.StringType()),
        T.StructField("start", T.LongType()),
        T.StructField("line", T.LongType()),
        T.StructField("record", T.LongType()),
        T.StructField("reason", T.StringType()),
        T.StructField("length", T.LongType()),
        T.StructField("text", T.StringType()),
    ]
)
_BLOCK = T.StructType(
    [
        T.StructField("file", T.StringType()),
        T.StructField("start", T.LongType()),
        T.StructField("lines", T.LongType()),
        T.StructField("kept", T.LongType()),
        T.StructField("bad", T.LongType()),
        T.StructField("bytes", T.LongType()),
        T.StructField("bad_bytes", T.LongType()),
        T.StructField("unknown", T.MapType(T.StringType(), T.LongType())),
    ]
)


@dataclass(frozen=True)
class Source:
    """A source as one run read it. `rows` is kept by Spark, so that no line is parsed twice."""

    rows: DataFrame
    metrics: Json
    """Counts of files, records, rows, bad records and unknown keys; bytes of records; reasons."""


@dataclass
class _Block:
    """What was counted in one split of a file: a large file has several."""

    file: str
    start: int
    lines: int = 0
    kept: int = 0
    bad: int = 0
    bytes: int = 0
    bad_bytes: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def counts(self) -> tuple[str, int, int, int, int, int, int, dict[str, int]]:
        read = (self.lines, self.kept, self.bad, self.bytes, self.bad_bytes)
        return self.file, self.start, *read, dict(self.unknown)

    def count_unknown(self, keys: Iterable[str]) -> None:
        for key in keys:
            known = key in self.unknown or len(self.unknown) < _KEYS_COUNTED
            self.unknown[key if known else "(others)"] += 1


def read_source(
    spark: SparkSession, plan: Json, landing: str, pins: Pins, quarantine: str
) -> Source:
    """Reads a source by the reading rule and writes its bad records to the folder `quarantine`.

    Raises `SluiceError` when a file cannot be read to its end, or is not as it was pinned, when
    a gzip file expands too far, and when too many records are bad, by their number or by their
    bytes, or have too much text.
    """
    lines = Lines(spark, plan, landing, pins.files)
    check_pins(Files(spark), plan, landing, pins)
    check_gzips(spark, plan, landing_at(Files(spark), landing), pins.files)
    parsed = _parsed(lines, plan["columns"])
    try:
        blocks = parsed.where(F.col("block").isNotNull()).select("block.*").collect()
    except Exception as error:
        broken = lines.unreadable()
        if broken is None:
            raise
        file, reason = broken
        reason = reason or sentence(error)
        raise SluiceError(f"{file} cannot be read to its end: {reason}") from error
    check_pins(Files(spark), plan, landing, pins)
    kept, bad, size, bad_size = (
        sum(block[count] for block in blocks) for count in ("kept", "bad", "bytes", "bad_bytes")
    )
    metrics = {
        "name": plan["name"],
        "files": len(pins.files),
        "passedOver": asdict(pins.passed_over),
        "records": kept + bad,
        "rows": kept,
        "quarantined": bad,
        "bytes": size,
        "quarantinedBytes": bad_size,
        "unknownKeys": _most_frequent(blocks),
        "reasons": [],
        "quarantine": quarantine if bad else None,
    }
    if bad:
        bad_records = _numbered(parsed.where(F.col("bad").isNotNull()).select("bad.*"), blocks)
        metrics["reasons"] = reasons_of(bad_records)
        if max(bad / (kept + bad), bad_size / size) > plan["quarantine"]["atMost"]:
            kept_in = keep_failed(bad_records, quarantine)
            raise SluiceError(over_threshold(plan, metrics, kept_in))
        check_quarantine(plan, bad_records, bad)
        bad_records.write.parquet(quarantine)
        Files(spark).secure(quarantine)
    rows = parsed.where(F.col("bad").isNull() & F.col("block").isNull())
    names = [column["name"] for column in plan["columns"]]
    return Source(rows.select([F.col(f"c{i}").alias(n) for i, n in enumerate(names)]), metrics)


def _parsed(lines: Lines, columns: Sequence[Json]) -> DataFrame:
    """What `_parse_lines` gives for records: `c0`, `c1`, ... of a row, or `bad`, or `block`."""
    line_parser(columns)  # a plan that it does not know stops here, not in a worker
    fields = [T.StructField(f"c{i}", spark_type(c["type"])) for i, c in enumerate(columns)]
    schema = T.StructType(fields).add("bad", _BAD_RECORD).add("block", _BLOCK)
    root = lines.root
    parsed = lines.all().mapPartitions(lambda some: _parse_lines(columns, root, some))
    frame = lines.spark.createDataFrame(parsed, schema, verifySchema=False)
    return frame.persist(StorageLevel.MEMORY_AND_DISK)


def _parse_lines(
    columns: Sequence[Json], root: str, lines: Iterable[Row]
) -> Iterator[tuple[Any, ...]]:
    """A row or a bad record for each record; what was counted after each block of a file."""
    parse = line_parser(columns)
    no_row = (None,) * len(columns)
    location, block = None, _Block("", 0)
    for raw, file, start in lines:
        if file != location or start != block.start:
            if block.lines:
                yield (*no_row, None, block.counts())
            location, block = file, _Block(_name_below(root, file), start)
        block.lines += 1
        for place, record in enumerate(parse(raw), 1):
            block.count_unknown(record.unknown)
            block.bytes += record.length
            if record.row is not None:
                block.kept += 1
                yield (*record.row, None, None)
                continue
            block.bad += 1
            block.bad_bytes += record.length
            where = (block.file, start, block.lines, place)
            yield (*no_row, (*where, record.reason, record.length, excerpt(record.bad)), None)
    if block.lines:
        yield (*no_row, None, block.counts())


def _name_below(root: str, location: str) -> str:
    """The path of a file below the landing root, from the encoded location that Spark gives."""
    return unquote(urlsplit(location).path).removeprefix(f"{root}/")


def _numbered(bad: DataFrame, blocks: Sequence[Row]) -> DataFrame:
    """Bad records with their line number in the file instead of the one in the block."""
    before: list[tuple[str, int, int]] = []
    lines: Counter[str] = Counter()
    for block in sorted(blocks, key=lambda block: (block["file"], block["start"])):
        before.append((block["file"], block["start"], lines[block["file"]]))
        lines[block["file"]] += block["lines"]
    offsets = bad.sparkSession.createDataFrame(before, "file string, start bigint, before bigint")
    return bad.join(F.broadcast(offsets), ["file", "start"]).select(
        "file",
        (F.col("line") + F.col("before")).alias("line"),
        "record",
        "reason",
        "length",
        "text",
    )


def _most_frequent(blocks: Sequence[Row]) -> list[Json]:
    """The keys that no column has, and how many records have them."""
    counts: Counter[str] = Counter()
    for block in blocks:
        counts.update(block["unknown"])
    frequent = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_KEYS_COUNTED]
    return [{"key": key, "count": count} for key, count in frequent]
