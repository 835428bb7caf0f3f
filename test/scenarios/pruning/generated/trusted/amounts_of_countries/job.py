# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""amounts_of_countries (trusted): Of either side only what the join or the result needs is read."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def amounts_of_countries(orders: DataFrame, customers: DataFrame) -> DataFrame:
    order = orders.select("customer", "amount", "placedAt").alias("order")
    customer = customers.select("email", "country", "createdAt").alias("customer")
    return order.join(
        customer,
        (F.col("order.customer") == F.col("customer.email"))
        & (F.col("order.placedAt") >= F.col("customer.createdAt")),
    ).select("country", "amount")


if __name__ == "__main__":
    sluice.run(amounts_of_countries)
