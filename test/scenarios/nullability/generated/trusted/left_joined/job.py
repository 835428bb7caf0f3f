# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""left_joined (trusted): Where there is no match all of the right side is null; the left side
shows nothing.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def left_joined(orders: DataFrame, customers: DataFrame) -> DataFrame:
    order = orders.alias("order")
    customer = customers.select(F.col("email").alias("customerEmail"), "level", "since").alias(
        "customer"
    )
    return order.join(
        customer,
        (F.col("order.customer") == F.col("customer.customerEmail"))
        & (F.col("order.placedAt") >= F.col("customer.since")),
        "left",
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
    sluice.run(left_joined)
