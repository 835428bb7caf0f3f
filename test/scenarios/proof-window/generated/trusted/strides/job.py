# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""strides (trusted): The partition is a serial number, which fits several people."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def strides(agreed_steps: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("serial").orderBy(
        F.col("readAt").asc_nulls_last(), F.col("distance").asc_nulls_last()
    )
    return agreed_steps.select(
        "*", F.lag(F.col("distance"), 1).over(ordered).alias("before")
    ).select("serial", "readAt", "distance", "before")


if __name__ == "__main__":
    sluice.run(strides)
