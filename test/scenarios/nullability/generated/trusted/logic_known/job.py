# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""logic_known (trusted): Logic that is known has at least one known side: of two comparisons of
one column, that column.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def logic_known(orders: DataFrame) -> DataFrame:
    return orders.filter(
        (F.col("vip") & (F.col("amount") > 0.0)).isNotNull()
        & (F.col("vip") | (F.col("amount") > 0.0)).isNotNull()
        & ((F.col("tax") > 0.0) | (F.col("tax") < -1.0)).isNotNull(),
    ).select("id", "customer", "amount", "tax", "vip", "placedAt", "paidAt")


if __name__ == "__main__":
    sluice.run(logic_known)
