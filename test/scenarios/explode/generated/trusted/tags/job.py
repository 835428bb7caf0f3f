# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""tags (trusted): An array alone."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def tags(orders: DataFrame) -> DataFrame:
    return orders.select("tags").select(F.explode("tags").alias("tag")).distinct()


if __name__ == "__main__":
    sluice.run(tags)
