# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""order_history (trusted): Every kind of column over one order."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def order_history(orders: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("customer", "country").orderBy(
        F.col("placedAt").asc_nulls_last(),
        F.col("pieces").asc_nulls_last(),
        F.col("weight").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
    )
    ranked = Window.partitionBy("customer", "country").orderBy(F.col("placedAt").asc_nulls_last())
    whole = ordered.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    running = ordered.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    return orders.select(
        "*",
        F.row_number().over(ordered).alias("number"),
        F.rank().over(ranked).alias("place"),
        F.dense_rank().over(ranked).alias("densePlace"),
        F.lag(F.col("weight"), 1).over(ordered).alias("previousWeight"),
        F.lead(F.col("pieces"), 2).over(ordered).alias("secondNextPieces"),
        F.first(F.col("price")).over(whole).alias("firstPrice"),
        F.first(F.col("weight")).over(whole).alias("firstWeight"),
        F.last(F.col("weight")).over(whole).alias("lastWeight"),
        F.last(F.col("price")).over(whole).alias("lastPrice"),
        F.count("*").over(running).alias("orders"),
        F.count(F.col("weight")).over(running).alias("weighed"),
        F.try_sum(F.col("pieces")).over(running).alias("pieces2"),
        sluice.float_sum(F.col("weight"), running).alias("weight2"),
        F.try_sum(F.col("price")).over(running).cast("decimal(38,2)").alias("revenue"),
        (
            F.try_sum(F.col("pieces").cast("decimal(38,0)")).over(running).cast("double")
            / F.count(F.col("pieces")).over(running)
        ).alias("meanPieces"),
        sluice.float_mean(F.col("weight"), running).alias("meanWeight"),
        (
            F.try_sum(F.col("price").cast("decimal(38,2)")).over(running).cast("double")
            / F.count(F.col("price")).over(running)
        ).alias("meanPrice"),
        F.min(F.col("weight")).over(running).alias("lightest"),
        F.max(F.col("price")).over(running).alias("dearest"),
    ).select(
        "customer",
        "country",
        "pieces",
        "weight",
        "price",
        "placedAt",
        "number",
        "place",
        "densePlace",
        "previousWeight",
        "secondNextPieces",
        "firstPrice",
        "firstWeight",
        "lastWeight",
        "lastPrice",
        "orders",
        "weighed",
        "pieces2",
        "weight2",
        "revenue",
        "meanPieces",
        "meanWeight",
        "meanPrice",
        "lightest",
        "dearest",
    )


if __name__ == "__main__":
    sluice.run(order_history)
