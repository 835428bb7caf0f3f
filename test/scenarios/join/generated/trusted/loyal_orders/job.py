# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""loyal_orders (trusted): A condition beside the key, which shows that `since` is known."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def loyal_orders(orders: DataFrame, customers: DataFrame) -> DataFrame:
    order = orders.alias("order")
    customer = customers.alias("customer")
    return order.join(
        customer,
        (F.col("order.customerId") == F.col("customer.customerId"))
        & (F.col("customer.since") < F.col("order.placedAt"))
        & (F.col("order.amount") > 0.0),
    ).select("id", "order.customerId", "placedAt", "amount", "name", "since")


if __name__ == "__main__":
    sluice.run(loyal_orders)
