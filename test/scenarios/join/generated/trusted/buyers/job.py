# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""buyers (trusted): Keys of different names stay both."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def buyers(orders: DataFrame, customers: DataFrame) -> DataFrame:
    orders_2 = orders.alias("orders")
    customers_2 = customers.select(F.col("customerId").alias("key"), "name", "since").alias(
        "customers"
    )
    return orders_2.join(customers_2, F.col("orders.customerId") == F.col("customers.key")).select(
        "id", "customerId", "placedAt", "amount", "key", "name", "since"
    )


if __name__ == "__main__":
    sluice.run(buyers)
