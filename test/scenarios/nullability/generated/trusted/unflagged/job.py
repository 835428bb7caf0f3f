# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""unflagged (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def unflagged(orders: DataFrame) -> DataFrame:
    return orders.filter(~F.col("vip")).select(
        "id", "customer", "amount", "tax", "vip", "placedAt", "paidAt"
    )


if __name__ == "__main__":
    sluice.run(unflagged)
