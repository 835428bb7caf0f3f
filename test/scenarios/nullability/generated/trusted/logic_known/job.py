# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""logic_known (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def logic_known(orders: DataFrame) -> DataFrame:
    return orders.filter(
        (F.col("vip") & (F.col("amount") > 0.0)).isNotNull()
        & (F.col("vip") | (F.col("tax") > 0.0)).isNotNull(),
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(logic_known)
