# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals_at (curated): All orders of AT."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def totals_at(orders_at: DataFrame) -> DataFrame:
    return orders_at.agg(
        F.count("*").alias("orders"), sluice.float_sum(F.col("amount")).alias("amount")
    )


if __name__ == "__main__":
    sluice.run(totals_at)
