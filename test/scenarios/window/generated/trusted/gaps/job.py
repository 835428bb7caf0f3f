# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""gaps (trusted): The gap to the order before."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def gaps(orders: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("customer").orderBy(
        F.col("placedAt").asc_nulls_last(),
        F.col("country").asc_nulls_last(),
        F.col("pieces").asc_nulls_last(),
        F.col("weight").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
    )
    return (
        orders.filter(F.col("customer").isNotNull())
        .select("*", F.lag(F.col("placedAt"), 1).over(ordered).alias("previous"))
        .filter(F.col("previous").isNotNull())
        .select(
            "customer",
            "placedAt",
            sluice.millis_difference(F.col("placedAt"), F.col("previous"), "minute").alias("gap"),
        )
    )


if __name__ == "__main__":
    sluice.run(gaps)
