# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""both (trusted): Both sides of `and` hold; of `or` only what both show; `not` turns a condition
round.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def both(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("id").isNotNull() & (F.col("amount") > 0.0)).select(
        "id", "customer", "amount", "tax", "vip", "placedAt", "paidAt"
    )


if __name__ == "__main__":
    sluice.run(both)
