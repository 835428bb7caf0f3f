# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""turned (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def turned(orders: DataFrame) -> DataFrame:
    return orders.filter(~(F.col("id").isNull() | (F.col("amount") <= 0.0))).select(
        "id", "customer", "amount", "tax", "vip", "placedAt", "paidAt"
    )


if __name__ == "__main__":
    sluice.run(turned)
