"""Limits of a source: how far gzip files may expand, how much text bad records may have.

A few kilobytes of gzip can fill a disk; what people and machines write does not shrink that far.
"""

from collections.abc import Sequence
from typing import BinaryIO

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sluice_runtime.errors import SluiceError
from sluice_runtime.files import join
from sluice_runtime.landing_files import Landing, Pin
from sluice_runtime.landing_stream import unzipped
from sluice_runtime.lines import TEXT_LIMIT
from sluice_runtime.plans import Json

GZIP_AT_MOST_TIMES = 200
"""How many times its size a gzip file may expand to, where the source does not say."""
GZIP_ALWAYS = 100_000_000
"""Bytes that every gzip file may expand to."""
QUARANTINE_AT_MOST_MB = 1_000
"""Megabytes of text that the bad records of a source may have, where it does not say."""

_DEFLATE_TIMES = 1032  # no gzip data expands to more


def check_gzips(spark: SparkSession, plan: Json, landing: Landing, pins: Sequence[Pin]) -> None:
    """Raises `SluiceError` when a gzip file of a source expands to more than the source takes."""
    times = plan.get("gzip", {}).get("atMostTimes", GZIP_AT_MOST_TIMES)
    folder = plan["path"]
    suspects = [
        pin for pin in pins if pin.gz and limit_of(pin.size, times) < pin.size * _DEFLATE_TIMES
    ]
    if not suspects:
        return

    def is_over(pin: Pin) -> bool:
        with landing.open(folder, pin.path) as file:
            return expands_beyond(file, limit_of(pin.size, times))

    files = spark.sparkContext.parallelize(suspects, len(suspects))
    over = files.filter(is_over).map(lambda pin: (pin.path, pin.size)).collect()
    if over:
        path, size = min(over)
        raise SluiceError(
            f"{join(folder, path)} has {size} bytes and expands to more than {times} times as "
            f"many, the most that {plan['name']} takes; nothing was committed: look at what the "
            "file holds; if it is right, raise `gzip: { atMostTimes: ... }` of the source"
        )


def limit_of(size: int, times: int) -> int:
    """Bytes that a gzip file of a size may expand to."""
    return max(GZIP_ALWAYS, size * times)


def expands_beyond(file: BinaryIO, limit: int) -> bool:
    """Whether gzip data, of one member or more, has more bytes in it; broken data ends there."""
    size = 0
    try:
        for chunk in unzipped(file):
            size += len(chunk)
            if size > limit:
                return True
    except ValueError:
        pass  # the reader says what is wrong
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
