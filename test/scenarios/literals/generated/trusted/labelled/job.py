# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""labelled (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def labelled(devices: DataFrame) -> DataFrame:
    return devices.select(
        "id",
        F.lit("shop").alias("system"),
        F.lit('it\'s "quoted" \\ ü 你 😀').alias("quoted"),
        F.lit("one\ntwo\ttabbed").alias("lines"),
        F.lit(3).alias("revision"),
        F.lit(-7).alias("negative"),
        F.lit(9007199254740993).alias("serial"),
        F.lit(5000000000).alias("million"),
        F.lit(0.25).alias("share"),
        F.lit(1e-9).alias("tiny"),
        F.lit(True).alias("active"),
        F.lit("2026-01-01T08:00:00.000Z").cast("timestamp").alias("since"),
        F.lit("").alias("empty"),
        F.lit(0).alias("zero"),
    )


if __name__ == "__main__":
    sluice.run(labelled)
