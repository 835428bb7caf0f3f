# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals (trusted): One row, also of no order at all."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def totals(orders: DataFrame) -> DataFrame:
    return orders.agg(
        F.count("*").alias("orders"),
        F.count_distinct(F.col("country")).alias("countries"),
        F.try_sum(F.col("pieces")).alias("pieces"),
        F.max(F.col("pieces")).alias("most"),
    )


if __name__ == "__main__":
    sluice.run(totals)
