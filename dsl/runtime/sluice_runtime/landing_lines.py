"""The lines of landing files on Spark."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from pyspark import RDD
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sluice_runtime.files import Files, join, literal
from sluice_runtime.landing_files import Pin, landing_at
from sluice_runtime.landing_stream import is_for_spark, lines_of
from sluice_runtime.plans import Json


class Lines:
    """The lines of landing files as bytes, which end at line feeds only, with file and block."""

    def __init__(self, spark: SparkSession, plan: Json, landing: str, pins: Sequence[Pin]) -> None:
        files = Files(spark)
        self.spark = spark
        self.root = files.path_of(landing)
        """The path of the landing root, not encoded."""
        self._folder: str = plan["path"]
        self._at = join(landing, self._folder)
        self._landing = landing_at(files, landing)
        self._pins = pins

    def all(self) -> RDD[Any]:
        by_spark, streamed = self._in_two(self._pins)
        parts: list[RDD[Any]] = [self._read(by_spark).rdd] if by_spark else []
        if streamed:
            parts.append(self._stream(streamed))
        return self.spark.sparkContext.union(parts)

    def unreadable(self) -> tuple[str, str | None] | None:
        """A file that cannot be read to its end, and why, where that is known.

        It is found by halves: Spark 3.5 does not always name it.
        """
        by_spark, streamed = self._in_two(self._pins)
        for pin in streamed:
            try:
                for _ in lines_of(self._landing, self._folder, pin):
                    pass
            except (OSError, ValueError) as error:
                return join(self._at, pin.path), str(error)
        while len(by_spark) > 1:
            half = by_spark[: len(by_spark) // 2]
            by_spark = by_spark[len(half) :] if self._readable(half) else half
        return None if self._readable(by_spark) else (join(self._at, by_spark[0].path), None)

    def _readable(self, pins: Sequence[Pin]) -> bool:
        try:
            if pins:
                self._read(pins).agg(F.sum(F.length("value"))).collect()
            return True
        except Exception:
            return False

    def _in_two(self, pins: Sequence[Pin]) -> tuple[list[Pin], list[Pin]]:
        """Files that Spark reads rightly by their names, and the others."""
        by_spark: list[Pin] = []
        streamed: list[Pin] = []
        for pin in pins:
            for_spark = is_for_spark(join(self._at, pin.path), pin.gz)
            (by_spark if for_spark else streamed).append(pin)
        return by_spark, streamed

    def _read(self, pins: Sequence[Pin]) -> DataFrame:
        return (
            self.spark.read.option("lineSep", "\n")
            .option("recursiveFileLookup", "true")
            .option("ignoreCorruptFiles", "false")
            .option("ignoreMissingFiles", "false")
            .text([literal(join(self._at, pin.path)) for pin in pins])
            .select(
                F.col("value").cast("binary"),
                F.col("_metadata.file_path"),
                F.col("_metadata.file_block_start"),
            )
        )

    def _stream(self, pins: Sequence[Pin]) -> RDD[Any]:
        root, folder, landing = self.root, self._folder, self._landing

        def lines(pin: Pin) -> Iterator[tuple[bytes, str, int]]:
            location = quote(join(root, folder, pin.path))
            return ((line, location, 0) for line in lines_of(landing, folder, pin))

        return self.spark.sparkContext.parallelize(pins, len(pins)).flatMap(lines)
