# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""current_prices (trusted)."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def current_prices(prices: DataFrame) -> DataFrame:
    newest_first = Window.partitionBy("product", "shop").orderBy(
        F.col("changedAt").desc_nulls_last(), F.col("price").asc_nulls_last()
    )
    return (
        prices.select("*", F.row_number().over(newest_first).alias("row_number"))
        .filter(F.col("row_number") == 1)
        .select("product", "shop", "price", "changedAt")
    )


if __name__ == "__main__":
    sluice.run(current_prices)
