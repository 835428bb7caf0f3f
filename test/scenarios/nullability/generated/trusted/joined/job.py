# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""joined (trusted): Keys that match are not null, on both sides; the condition shows the rest."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def joined(orders: DataFrame, customers: DataFrame) -> DataFrame:
    order = orders.alias("order")
    customer = customers.select(F.col("email").alias("customerEmail"), "level", "since").alias(
        "customer"
    )
    return order.join(
        customer,
        (F.col("order.customer") == F.col("customer.customerEmail"))
        & (F.col("order.placedAt") >= F.col("customer.since")),
    ).select(
        "id",
        "customer",
        "amount",
        "tax",
        "vip",
        "placedAt",
        "paidAt",
        "customerEmail",
        "level",
        "since",
    )


if __name__ == "__main__":
    sluice.run(joined)
