# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""traded (trusted): Both expressions see the columns as they were."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def traded(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id", F.col("pieces").alias("price"), F.col("price").alias("pieces"), "note"
    )


if __name__ == "__main__":
    sluice.run(traded)
