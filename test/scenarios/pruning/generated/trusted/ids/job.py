# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""ids (trusted): What is derived and not asked for is not computed, nor is what only that needs
read.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def ids(orders: DataFrame) -> DataFrame:
    return orders.select("id", sluice.round(F.col("amount")).alias("size"))


if __name__ == "__main__":
    sluice.run(ids)
