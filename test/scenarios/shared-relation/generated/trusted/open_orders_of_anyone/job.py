# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""open_orders_of_anyone (trusted): Another table may use them too."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def open_orders_of_anyone(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("open")).select("id")


if __name__ == "__main__":
    sluice.run(open_orders_of_anyone)
