# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals_ch (curated): All orders of CH."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def totals_ch(orders_ch: DataFrame) -> DataFrame:
    return orders_ch.agg(
        F.count("*").alias("orders"), sluice.float_sum(F.col("amount")).alias("amount")
    )


if __name__ == "__main__":
    sluice.run(totals_ch)
