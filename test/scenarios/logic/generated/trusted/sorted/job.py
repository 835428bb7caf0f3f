# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""sorted (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def sorted_(customers: DataFrame) -> DataFrame:
    return customers.select(
        "id",
        (~F.col("blocked")).alias("free"),
        (F.col("vip") | ~F.col("blocked")).alias("welcome"),
        (~(F.col("vip") | (F.col("age") < 18))).alias("shut"),
        (
            (F.col("age") >= 18)
            & ~F.col("blocked")
            & ((F.col("country") != "US") | (F.col("age") >= 21))
        ).alias("adult"),
    )


if __name__ == "__main__":
    sluice.run(sorted_)
