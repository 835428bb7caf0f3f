# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""addresses (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def addresses(orders: DataFrame) -> DataFrame:
    return orders.select(
        "id",
        sluice.upper(F.col("address").getField("city")).alias("city"),
        F.col("address").getField("zip").alias("zip"),
        F.col("address").getField("point").getField("lat").alias("latitude"),
        sluice.to_date(sluice.to_timestamp(F.col("contact").getField("since"))).alias("since"),
    )


if __name__ == "__main__":
    sluice.run(addresses)
