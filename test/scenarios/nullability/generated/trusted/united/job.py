# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""united (trusted): Either side may have the null."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def united(orders: DataFrame) -> DataFrame:
    orders_2 = orders.filter(F.col("id").isNotNull() & F.col("tax").isNotNull()).select(
        "tax", "amount", "id"
    )
    return (
        orders.filter(F.col("id").isNotNull() & F.col("amount").isNotNull())
        .select("id", "amount", "tax")
        .unionByName(orders_2)
    )


if __name__ == "__main__":
    sluice.run(united)
