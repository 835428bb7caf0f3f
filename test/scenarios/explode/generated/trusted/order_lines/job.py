# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""order_lines (trusted): One row for each line, with its place in the order."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def order_lines(orders: DataFrame) -> DataFrame:
    return orders.select("id", F.posexplode("lines").alias("place", "line")).select(
        "id",
        "place",
        F.col("line").getField("product").alias("product"),
        F.col("line").getField("pieces").alias("pieces"),
        F.col("line").getField("note").alias("note"),
    )


if __name__ == "__main__":
    sluice.run(order_lines)
