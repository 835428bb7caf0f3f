# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""how_many (trusted): Nothing of a row is needed to count it, but one column stays."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def how_many(orders: DataFrame, customers: DataFrame) -> DataFrame:
    orders_2 = orders.select("id", "customer").alias("orders")
    customers_2 = customers.select("email").alias("customers")
    return orders_2.join(customers_2, F.col("orders.customer") == F.col("customers.email")).agg(
        F.count("*").alias("orders")
    )


if __name__ == "__main__":
    sluice.run(how_many)
