# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""orders_per_day (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def orders_per_day(orders: DataFrame) -> DataFrame:
    return (
        orders.filter(~(F.col("amount") < 1.0).eqNullSafe(F.lit(True)))
        .select(
            F.col("id").alias("page"),
            F.col("placedAt").alias("startedAt"),
            sluice.to_date(sluice.to_timestamp(F.col("placedAt"))).alias("day"),
        )
        .groupBy("day", "page")
        .agg(F.count(F.col("page")).alias("rows"), F.max(F.col("startedAt")).alias("last"))
    )


if __name__ == "__main__":
    sluice.run(orders_per_day)
