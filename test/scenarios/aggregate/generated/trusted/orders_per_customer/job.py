# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""orders_per_customer (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def orders_per_customer(orders: DataFrame) -> DataFrame:
    return orders.groupBy("customer", "country").agg(
        F.count("*").alias("orders"),
        F.count(F.col("weight")).alias("weighed"),
        F.count_distinct(sluice.to_date(sluice.to_timestamp(F.col("placedAt")))).alias("days"),
        F.try_sum(F.col("pieces")).alias("pieces"),
        sluice.float_sum(F.col("weight")).alias("weight"),
        F.try_sum(F.col("price")).cast("decimal(38,2)").alias("revenue"),
        (
            F.try_sum(F.col("pieces").cast("decimal(38,0)")).cast("double")
            / F.count(F.col("pieces"))
        ).alias("meanPieces"),
        sluice.float_mean(F.col("weight")).alias("meanWeight"),
        (
            F.try_sum(F.col("price").cast("decimal(38,2)")).cast("double") / F.count(F.col("price"))
        ).alias("meanPrice"),
        F.min(F.col("placedAt")).alias("firstOrder"),
        F.max(F.col("weight")).alias("heaviest"),
    )


if __name__ == "__main__":
    sluice.run(orders_per_customer)
