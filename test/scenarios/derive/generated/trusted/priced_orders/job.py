# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""priced_orders (trusted): `note` stays where it was; `total` comes last."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def priced_orders(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        "price",
        "pieces",
        F.trim(F.col("note")).alias("note"),
        F.try_multiply(F.col("price").cast("bigint"), F.col("pieces")).alias("total"),
    )


if __name__ == "__main__":
    sluice.run(priced_orders)
