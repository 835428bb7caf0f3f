# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""united_made (trusted): Both sides say the same of `x`, one says something of `y`."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def united_made(paid_orders: DataFrame) -> DataFrame:
    paids = paid_orders.select(
        sluice.finite(F.col("amount") + 2.0).alias("x"),
        sluice.finite(F.col("amount") + 2.0).alias("y"),
    )
    return paid_orders.select(
        sluice.finite(F.col("amount") + 1.0).alias("x"),
        sluice.finite(F.col("amount") + 1.0).alias("y"),
    ).unionByName(paids)


if __name__ == "__main__":
    sluice.run(united_made)
