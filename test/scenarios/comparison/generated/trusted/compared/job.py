# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""compared (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def compared(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        (F.col("country") == F.col("shipTo")).alias("same"),
        (F.col("country") != "DE").alias("abroad"),
        (F.col("country") < "M").alias("before"),
        (F.col("pieces") <= 10).alias("few"),
        (F.col("weight") > F.col("pieces")).alias("heavy"),
        (F.col("weight") >= F.col("limit")).alias("overLimit"),
        (F.col("limit").cast("double") == F.col("pieces").cast("double")).alias("nearLimit"),
        (F.col("pieces") == F.col("ordered")).alias("complete"),
        (F.col("price") < 100).alias("cheap"),
        (F.col("price") == F.col("pieces")).alias("whole"),
        (F.col("paid") == F.lit(False)).alias("unpaid"),
        F.col("day").between("2026-01-01", "2026-01-31").alias("inJanuary"),
        (F.col("placedAt") >= 1767225600000).alias("recent"),
        (F.col("shippedAt") < "2026-02-01T12:00:00.000Z").alias("shipped"),
        F.col("country").isin("DE", "AT", "CH").alias("nearby"),
        F.col("pieces").isin(12, 24, 36).alias("dozens"),
        F.when(F.col("ordered").isNotNull(), F.col("pieces").between(1, F.col("ordered"))).alias(
            "usual"
        ),
        F.col("weight").between(0.0, 2.5).alias("light"),
        (~F.col("country").eqNullSafe(F.col("shipTo"))).alias("changed"),
        F.col("pieces").eqNullSafe(F.col("ordered")).alias("unchanged"),
    )


if __name__ == "__main__":
    sluice.run(compared)
