# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""places (trusted): A rank alone needs no order among rows that tie, and a window of which
nothing is asked is not there.
"""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

import sluice


def places(orders: DataFrame) -> DataFrame:
    ranked = Window.orderBy(F.col("pieces").asc_nulls_last())
    return orders.select("*", F.rank().over(ranked).alias("place")).select("country", "place")


if __name__ == "__main__":
    sluice.run(places)
