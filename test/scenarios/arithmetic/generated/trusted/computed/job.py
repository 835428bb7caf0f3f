# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""computed (trusted): Whole numbers are computed in 64 bits, all others as doubles; what has no
value is null.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def computed(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        F.try_add(F.col("pieces").cast("bigint"), F.lit(1)).alias("more"),
        F.try_add(F.col("pieces"), F.col("stock")).alias("sum"),
        F.try_subtract(F.col("stock"), F.col("pieces")).alias("left"),
        F.try_multiply(F.col("pieces").cast("bigint"), F.lit(2)).alias("twice"),
        F.try_multiply(F.col("pieces").cast("bigint"), F.col("pieces")).alias("square"),
        sluice.finite(F.col("weight") + F.col("pieces")).alias("heavier"),
        sluice.finite(F.col("weight") - 0.5).alias("lighter"),
        sluice.finite(F.col("weight") * F.col("density")).alias("volume"),
        sluice.finite(F.col("density").cast("double") + F.col("density").cast("double")).alias(
            "denser"
        ),
        sluice.finite(F.try_divide(F.col("weight"), F.col("pieces"))).alias("perPiece"),
        F.try_divide(F.col("pieces"), F.col("stock")).alias("share"),
        F.try_divide(
            F.try_subtract(F.col("pieces"), sluice.modulo(F.col("pieces"), F.lit(12))), F.lit(12)
        ).alias("boxes"),
        sluice.modulo(F.col("stock"), F.col("pieces")).alias("rest"),
        sluice.negated(F.col("pieces")).alias("taken"),
        sluice.abs(sluice.negated(F.col("weight"))).alias("lost"),
        sluice.abs(F.try_subtract(F.col("stock"), F.col("pieces"))).alias("apart"),
        sluice.round(F.col("weight")).alias("kilos"),
        sluice.round(F.col("pieces").cast("bigint")).alias("whole"),
    )


if __name__ == "__main__":
    sluice.run(computed)
