# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""sized_orders (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def sized_orders(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        F.when(F.col("amount") >= 1000.0, "large")
        .when(F.col("amount") >= 100.0, "medium")
        .otherwise("small")
        .alias("size"),
        F.when(F.col("stock") < F.col("pieces"), F.col("stock"))
        .otherwise(F.col("pieces"))
        .alias("taken"),
        F.when(F.col("shippedAt").isNotNull(), F.col("shippedAt"))
        .otherwise(F.col("placedAt"))
        .alias("lastEvent"),
        F.when(F.col("pieces") > 100, 0.1).otherwise(None).alias("discount"),
        F.when(F.col("amount").isNull(), True).otherwise(F.col("amount") == 0.0).alias("free"),
        F.when(F.col("pieces") > 0, sluice.finite(F.try_divide(F.col("amount"), F.col("pieces"))))
        .otherwise(0.0)
        .alias("weight"),
    )


if __name__ == "__main__":
    sluice.run(sized_orders)
