# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""customers_of_shop (trusted): A column that only a filter needs goes before the join."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customers_of_shop(customers: DataFrame, orders: DataFrame) -> DataFrame:
    customers_2 = customers.alias("customers")
    orders_2 = orders.filter(F.col("shop") == "Berlin").select("customer").alias("orders")
    return customers_2.join(
        orders_2, F.col("customers.email") == F.col("orders.customer"), "left_semi"
    ).select("email", "name", "phone", "country", "createdAt")


if __name__ == "__main__":
    sluice.run(customers_of_shop)
