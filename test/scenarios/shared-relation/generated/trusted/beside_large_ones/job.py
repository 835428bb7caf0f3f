# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""beside_large_ones (trusted): Each use takes only the columns that it needs."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def beside_large_ones(orders: DataFrame) -> DataFrame:
    order = (
        orders.select(F.col("id").alias("orderId"), "customer", "open")
        .filter(F.col("open"))
        .select("orderId", "customer")
        .alias("order")
    )
    other = orders.select(F.col("id").alias("otherId"), "customer", "amount").alias("other")
    return order.join(
        other,
        (F.col("order.customer") == F.col("other.customer"))
        & (F.col("other.amount") > 1000.0)
        & (F.col("other.otherId") != F.col("order.orderId")),
        "left_semi",
    ).select("orderId")


if __name__ == "__main__":
    sluice.run(beside_large_ones)
