# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""both (trusted): A column that comes from two places, or is computed, has no description of
either.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def both(paid_orders: DataFrame, largest: DataFrame) -> DataFrame:
    largests = largest.select(F.col("invoice").alias("id"), "plain")
    return paid_orders.select("id", "plain").unionByName(largests)


if __name__ == "__main__":
    sluice.run(both)
