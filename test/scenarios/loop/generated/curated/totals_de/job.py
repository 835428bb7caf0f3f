# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""totals_de (curated): All orders of DE."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def totals_de(orders_de: DataFrame) -> DataFrame:
    return orders_de.agg(
        F.count("*").alias("orders"), sluice.float_sum(F.col("amount")).alias("amount")
    )


if __name__ == "__main__":
    sluice.run(totals_de)
