# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""shown (trusted): What may hold for NULL shows nothing."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def shown(orders: DataFrame) -> DataFrame:
    return orders.filter(
        ~F.col("id").eqNullSafe(F.col("customer"))
        & (F.coalesce(F.col("amount"), F.col("tax")) > 0.0)
        & F.when(F.col("placedAt").isNull(), True).otherwise(F.col("vip")),
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(shown)
