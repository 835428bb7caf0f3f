# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""cast (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def cast(orders: DataFrame) -> DataFrame:
    return orders.filter(sluice.text_to_bigint(F.col("id")).isin(1, 2, 3)).select(
        "id", "customer", "amount", "tax", "vip", "placedAt", "paidAt"
    )


if __name__ == "__main__":
    sluice.run(cast)
