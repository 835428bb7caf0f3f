# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""heaviest (trusted): The heaviest order of each country; NULL stands last, also where the
heaviest come first.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def heaviest(orders: DataFrame) -> DataFrame:
    ordered = Window.partitionBy("country").orderBy(
        F.col("weight").desc_nulls_last(),
        F.col("placedAt").asc_nulls_last(),
        F.col("customer").asc_nulls_last(),
        F.col("pieces").asc_nulls_last(),
        F.col("price").asc_nulls_last(),
    )
    return (
        orders.select("*", F.row_number().over(ordered).alias("place"))
        .filter(F.col("place") <= 3)
        .select("country", "place", "weight")
    )


if __name__ == "__main__":
    sluice.run(heaviest)
