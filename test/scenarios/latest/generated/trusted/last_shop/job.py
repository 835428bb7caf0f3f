# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""last_shop (trusted): A column that nobody asks for still decides between rows of one time."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def last_shop(prices: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("product").orderBy(
        F.col("changedAt").desc_nulls_last(),
        F.col("shop").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
    )
    return (
        prices.select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("product", "shop")
    )


if __name__ == "__main__":
    sluice.run(last_shop)
