# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""not_null (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def not_null(orders: DataFrame) -> DataFrame:
    return orders.filter(~F.col("amount").isNotNull()).select(
        "id", "customer", "amount", "tax", "vip", "placedAt", "paidAt"
    )


if __name__ == "__main__":
    sluice.run(not_null)
