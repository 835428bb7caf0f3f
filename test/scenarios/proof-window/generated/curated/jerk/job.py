# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""jerk (curated): The partition tells the person, so the reading before is the same person's."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def jerk(agreed_motion: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("user").orderBy(
        F.col("at").asc_nulls_last(), F.col("x").asc_nulls_last()
    )
    return agreed_motion.select(
        "*",
        F.row_number().over(ordered).alias("number"),
        F.lag(F.col("x"), 1).over(ordered).alias("before"),
    ).select("at", "x", "number", "before")


if __name__ == "__main__":
    sluice.run(jerk)
