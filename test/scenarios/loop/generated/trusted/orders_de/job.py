# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""orders_de (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def orders_de(orders: DataFrame) -> DataFrame:
    return orders.filter(F.col("country") == "de").select("id", "country", "amount")


if __name__ == "__main__":
    sluice.run(orders_de)
