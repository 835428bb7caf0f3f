# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""half_copied (trusted): Copied on one side, computed on the other."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def half_copied(paid_orders: DataFrame) -> DataFrame:
    paids = paid_orders.select(sluice.upper(F.col("id")).alias("id"))
    return paid_orders.select("id").unionByName(paids)


if __name__ == "__main__":
    sluice.run(half_copied)
