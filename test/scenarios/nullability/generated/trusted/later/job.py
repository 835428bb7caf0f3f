# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""later (trusted): A column that a condition proved keeps that through all that follows."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def later(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("amount").isNotNull()).select(
        "id",
        "customer",
        F.col("amount").alias("price"),
        "placedAt",
        "paidAt",
        sluice.finite(F.try_divide(F.col("amount"), F.lit(2.0))).alias("half"),
        F.col("amount").alias("same"),
        F.length(F.col("id")).cast("bigint").alias("length"),
    )


if __name__ == "__main__":
    sluice.run(later)
