# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""computed (trusted): Exact numbers have 38 digits after a computation, with the scale that it
needs.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def computed(invoices: DataFrame) -> DataFrame:
    return invoices.select(
        "id",
        F.try_add(
            F.col("net"), F.try_multiply(F.col("net"), F.col("rate")).cast("decimal(38,6)")
        ).alias("gross"),
        sluice.round(F.try_multiply(F.col("net"), F.col("rate")).cast("decimal(38,6)"))
        .cast("decimal(38,0)")
        .alias("tax"),
        F.try_subtract(F.col("total"), F.col("net")).alias("open"),
        F.try_divide(F.col("net").cast("decimal(16,8)"), F.col("pieces"))
        .cast("decimal(38,6)")
        .alias("perPiece"),
        F.try_multiply(F.col("net"), F.col("pieces")).cast("decimal(38,2)").alias("all"),
        sluice.finite(F.try_divide(F.col("net"), F.col("weight"))).alias("perKilo"),
        sluice.negated(F.col("net")).cast("decimal(38,2)").alias("credit"),
        sluice.abs(F.col("net")).cast("decimal(38,2)").alias("size"),
        sluice.to_bigint(F.try_multiply(F.col("net"), F.lit(100)).cast("decimal(38,2)")).alias(
            "cents"
        ),
        sluice.decimal_to_text(F.col("net"), 2).alias("text"),
        F.col("total").cast("decimal(12,2)").alias("rounded"),
        (F.col("net") == F.col("total")).alias("same"),
    )


if __name__ == "__main__":
    sluice.run(computed)
