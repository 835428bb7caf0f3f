# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""how_many_of_both (trusted): The column that stays is the same on both sides."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def how_many_of_both(orders: DataFrame, customers: DataFrame) -> DataFrame:
    customers_2 = customers.select(F.col("email").alias("customer"))
    return orders.select("customer").unionByName(customers_2).agg(F.count("*").alias("rows"))


if __name__ == "__main__":
    sluice.run(how_many_of_both)
