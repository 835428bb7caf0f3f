# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""filled (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def filled(customers: DataFrame) -> DataFrame:
    return customers.select(
        "id",
        F.coalesce(F.coalesce(F.col("nick"), F.col("name")), F.lit("unknown")).alias("called"),
        F.coalesce(F.col("nick"), F.col("name")).alias("maybe"),
        F.coalesce(F.col("visits"), F.lit(0)).alias("visits"),
        F.coalesce(F.coalesce(F.col("visits"), F.col("calls")), F.lit(0)).alias("contacts"),
        F.coalesce(
            F.col("balance").cast("decimal(38,4)"), F.col("credit").cast("decimal(38,4)")
        ).alias("balance"),
        F.coalesce(F.coalesce(F.col("score"), F.col("visits")), F.lit(0.0)).alias("score"),
        F.coalesce(F.col("seenAt"), F.col("createdAt")).alias("lastSeen"),
    )


if __name__ == "__main__":
    sluice.run(filled)
