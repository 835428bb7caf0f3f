# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""grouped (trusted): A sum may overflow, and a group of no value has no mean; but a group has a
member.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def grouped(orders: DataFrame) -> DataFrame:
    return (
        orders.filter(F.col("amount").isNotNull())
        .groupBy("customer")
        .agg(
            sluice.float_sum(F.col("amount")).alias("amount"),
            sluice.float_mean(F.col("amount")).alias("mean"),
            F.max(F.col("amount")).alias("most"),
            F.max(F.col("tax")).alias("tax"),
            F.count(F.col("amount")).alias("orders"),
        )
    )


if __name__ == "__main__":
    sluice.run(grouped)
