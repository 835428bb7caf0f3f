# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""customers_of_shop (trusted): A column that only a filter needs goes before the join."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def customers_of_shop(customers: DataFrame, orders: DataFrame) -> DataFrame:
    customers_2 = customers.alias("customers_2")
    order = orders.filter(F.col("shop") == "Berlin").select("customer").alias("order")
    return customers_2.join(
        order, F.col("customers_2.email") == F.col("order.customer"), "left_semi"
    ).select("email", "name", "phone", "country", "createdAt")


if __name__ == "__main__":
    sluice.run(customers_of_shop)
