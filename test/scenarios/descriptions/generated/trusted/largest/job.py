# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""largest (trusted): Orders in cents."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def largest(paid_orders: DataFrame) -> DataFrame:
    return paid_orders.select(
        F.col("id").alias("invoice"),
        "amount",
        "plain",
        sluice.finite(F.col("amount") * 100.0).alias("cents"),
        F.col("customer").alias("account"),
    )


if __name__ == "__main__":
    sluice.run(largest)
