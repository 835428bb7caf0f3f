# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""all (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def all_(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("amount").isNotNull()).agg(
        sluice.float_mean(F.col("amount")).alias("mean"),
        F.min(F.col("amount")).alias("least"),
        F.count(F.col("amount")).alias("orders"),
    )


if __name__ == "__main__":
    sluice.run(all_)
