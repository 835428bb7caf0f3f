# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""written (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def written(readings: DataFrame) -> DataFrame:
    return readings.select(
        "id",
        F.col("level").cast("string").alias("level"),
        F.col("total").cast("string").alias("total"),
        sluice.decimal_to_text(F.col("price"), 2).alias("price"),
        F.col("valid").cast("string").alias("valid"),
        F.col("day").cast("string").alias("day"),
        F.col("takenAt").cast("string").alias("takenAt"),
    )


if __name__ == "__main__":
    sluice.run(written)
