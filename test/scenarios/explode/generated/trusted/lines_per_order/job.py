# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""lines_per_order (trusted): Of nothing but how many there are."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def lines_per_order(orders: DataFrame) -> DataFrame:
    return orders.select("id", F.explode_outer("lines").alias("line")).select("id")


if __name__ == "__main__":
    sluice.run(lines_per_order)
