# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""sums (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def sums(made: DataFrame) -> DataFrame:
    return (
        made.select(
            "amount",
            "account",
            F.col("hundredths").alias("bare"),
            sluice.finite(F.col("most") + 1.0).alias("most"),
        )
        .groupBy("account", "bare", "most")
        .agg(sluice.float_sum(F.col("amount")).alias("sum"), F.count(F.col("amount")).alias("n"))
    )


if __name__ == "__main__":
    sluice.run(sums)
