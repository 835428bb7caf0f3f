# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""rated_orders (trusted): A condition alone."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def rated_orders(orders: DataFrame, rates: DataFrame) -> DataFrame:
    order = orders.alias("order")
    rate = rates.alias("rate")
    return order.join(
        rate,
        (F.col("order.placedAt") >= F.col("rate.from"))
        & (F.col("order.placedAt") < F.col("rate.until")),
    ).select("id", "customerId", "placedAt", "amount", "from", "until", "rate")


if __name__ == "__main__":
    sluice.run(rated_orders)
