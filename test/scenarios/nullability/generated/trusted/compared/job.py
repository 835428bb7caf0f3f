# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""compared (trusted): A comparison that holds has values on both sides, through every function
that gives NULL for NULL.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def compared(orders: DataFrame) -> DataFrame:
    return orders.filter(
        (sluice.finite(F.col("amount") + F.col("tax")) > 100.0)
        & (sluice.lower(F.col("customer")) == "a"),
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(compared)
