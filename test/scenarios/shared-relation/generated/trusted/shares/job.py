# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""shares (trusted): The open orders are used twice, and stand once in the script."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def shares(orders: DataFrame) -> DataFrame:
    orders_2 = orders.filter(F.col("open"))
    orders_3 = orders_2.groupBy("customer").agg(sluice.float_sum(F.col("amount")).alias("spent"))
    return (
        orders_2.select("id", "customer", "amount")
        .join(orders_3, "customer")
        .select("id", sluice.finite(F.try_divide(F.col("amount"), F.col("spent"))).alias("share"))
    )


if __name__ == "__main__":
    sluice.run(shares)
