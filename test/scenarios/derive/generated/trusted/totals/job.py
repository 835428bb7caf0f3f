# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals (trusted): What is only passed on is computed where it is written down."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def totals(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id", F.try_multiply(F.col("price").cast("bigint"), F.col("pieces")).alias("amount")
    )


if __name__ == "__main__":
    sluice.run(totals)
