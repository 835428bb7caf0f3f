"""Limits of a source: how far its gzip files may expand, and how much text its bad records may have.

A few kilobytes of gzip can fill a disk; what people and machines write does not shrink that far.
"""

import zlib
from collections.abc import Iterator, Sequence

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join, literal
from sluice_runtime.lines import TEXT_LIMIT
from sluice_runtime.pins import Pin
from sluice_runtime.plans import Json

GZIP_AT_MOST_TIMES = 200
"""How many times its size a gzip file may expand to, where the source does not say."""
GZIP_ALWAYS = 100_000_000
"""Bytes that every gzip file may expand to."""
QUARANTINE_AT_MOST_MB = 1_000
"""Megabytes of text that the bad records of a source may have, where it does not say."""

_DEFLATE_TIMES = 1032  # no gzip data expands to more
_CHUNK = 1 << 20  # bytes
_LARGE = 1 << 26  # bytes that a task does not hold; such a file is read whatever it expands to


def check_gzips(spark: SparkSession, plan: Json, landing: str, pins: Sequence[Pin]) -> None:
    """Raises `SluiceError` when a gzip file of a source expands to more than the source takes."""
    times = plan.get("gzip", {}).get("atMostTimes", GZIP_AT_MOST_TIMES)
    sizes = {
        join(landing, plan["path"], pin.path): pin.size
        for pin in pins
        if pin.path.endswith(".gz")
        and limit_of(pin.size, times) < pin.size * _DEFLATE_TIMES
        and pin.size <= _LARGE
    }
    if not sizes:
        return
    frame = spark.read.format("binaryFile").load([literal(location) for location in sizes])
    over = (
        frame.select("path", "length", "content")
        .rdd.filter(lambda file: expands_beyond(file["content"], limit_of(file["length"], times)))
        .map(lambda file: (file["path"], file["length"]))
        .collect()
    )
    if over:
        path, size = min(over)
        raise SluiceError(
            f"{path} has {size} bytes and expands to more than {times} times as many, the most "
            f"that {plan['name']} takes; nothing was committed: look at what the file holds; if "
            "it is right, raise `gzip: { atMostTimes: ... }` of the source"
        )


def limit_of(size: int, times: int) -> int:
    """Bytes that a gzip file of a size may expand to."""
    return max(GZIP_ALWAYS, size * times)


def expands_beyond(content: bytes, limit: int) -> bool:
    """Whether gzip data, of one member or more, has more bytes in it; broken data ends there."""
    size = 0
    for chunk in _unzipped(content):
        size += len(chunk)
        if size > limit:
            return True
    return False


def check_quarantine(plan: Json, bad_lines: DataFrame, count: int) -> None:
    """Raises `SluiceError` when the texts of so many bad records are more than the source takes."""
    megabytes = plan["quarantine"].get("atMostMB", QUARANTINE_AT_MOST_MB)
    limit = megabytes * 1_000_000
    if count * TEXT_LIMIT <= limit:
        return
    kept = F.sum(F.least(F.col("length"), F.lit(TEXT_LIMIT)))
    first = F.min(F.struct("file", "line"))
    found = bad_lines.agg(kept.alias("kept"), first.alias("first")).collect()[0]
    if found["kept"] > limit:
        raise SluiceError(
            f"{plan['name']}: its bad records have more than {megabytes} MB of text, the first in "
            f"{found['first']['file']}:{found['first']['line']}; nothing was committed: look at "
            "the lines, or raise `quarantine: { atMostMB: ... }` of the source"
        )


def _unzipped(content: bytes) -> Iterator[bytes]:
    rest: bytes = content
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            while rest and not member.eof:
                yield member.decompress(rest, _CHUNK)
                rest = member.unconsumed_tail
        except zlib.error:
            return  # the reader says what is wrong
        rest = member.unused_data
