# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""taxed_orders (trusted): The second step needs what the first one made, and nothing is computed
twice.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def taxed_orders(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        "price",
        "pieces",
        "note",
        F.try_multiply(F.col("price").cast("bigint"), F.col("pieces")).alias("total"),
    ).select(
        "id",
        "price",
        "pieces",
        "note",
        "total",
        F.try_divide(F.try_multiply(F.col("total"), F.lit(19)), F.lit(100)).alias("tax"),
        (F.col("total") > 1000).alias("large"),
    )


if __name__ == "__main__":
    sluice.run(taxed_orders)
