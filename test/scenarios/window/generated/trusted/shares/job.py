# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""shares (trusted): Without an order a measure is over the whole partition; without a partition,
over all rows. What neither needs is not computed.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def shares(orders: DataFrame) -> DataFrame:
    partition = Window.partitionBy("country")
    partition_2 = Window.partitionBy()
    return (
        orders.select(sluice.upper(F.col("country")).alias("country"), "weight")
        .select("*", sluice.float_sum(F.col("weight"), partition).alias("ofCountry"))
        .select(
            "*",
            sluice.float_sum(F.col("weight"), partition_2).alias("ofAll"),
            F.count("*").over(partition_2).alias("rows"),
        )
        .select(
            "country",
            sluice.finite(F.try_divide(F.col("weight"), F.col("ofCountry"))).alias("share"),
            sluice.finite(F.try_divide(F.col("weight"), F.col("ofAll"))).alias("shareOfAll"),
            "rows",
        )
    )


if __name__ == "__main__":
    sluice.run(shares)
