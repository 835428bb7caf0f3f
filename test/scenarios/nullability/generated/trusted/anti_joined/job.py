# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""anti_joined (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def anti_joined(orders: DataFrame, customers: DataFrame) -> DataFrame:
    order = orders.alias("order")
    customer = customers.select("email", "since").alias("customer")
    return order.join(
        customer,
        (F.col("order.customer") == F.col("customer.email"))
        & (F.col("order.placedAt") >= F.col("customer.since")),
        "left_anti",
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(anti_joined)
