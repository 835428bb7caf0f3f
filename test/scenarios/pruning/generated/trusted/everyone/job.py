# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""everyone (trusted): Both sides of a union have only what is asked for."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def everyone(orders: DataFrame, customers: DataFrame) -> DataFrame:
    customers_2 = customers.select("email")
    return orders.select(F.col("customer").alias("email")).unionByName(customers_2).distinct()


if __name__ == "__main__":
    sluice.run(everyone)
