# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""either (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def either(orders: DataFrame) -> DataFrame:
    return orders.filter(
        ((F.col("amount") > 0.0) & (F.col("id") == "a"))
        | ((F.col("amount") < 0.0) & (F.col("customer") == "b")),
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(either)
