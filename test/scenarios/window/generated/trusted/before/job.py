# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""before (trusted): A value of the row before is no copy: it is described anew."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def before(orders: DataFrame) -> DataFrame:
    ordered = Window.orderBy(
        F.col("placedAt").asc_nulls_last(),
        F.col("customer").asc_nulls_last(),
        F.col("country").asc_nulls_last(),
        F.col("pieces").asc_nulls_last(),
        F.col("weight").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
    )
    return (
        orders.filter(F.col("country") != "x")
        .select("*", F.lag(F.col("placedAt"), 1).over(ordered).alias("before"))
        .select("placedAt", "before")
    )


if __name__ == "__main__":
    sluice.run(before)
