# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""share (curated): All rows together are a statistic over persons."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def share(agreed_motion: DataFrame) -> DataFrame:
    partition = Window.partitionBy()
    return agreed_motion.select(
        "*",
        sluice.float_sum(F.col("x"), partition).alias("total"),
        F.count("*").over(partition).alias("rows"),
    ).select("at", "x", "total", "rows")


if __name__ == "__main__":
    sluice.run(share)
