# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""plain_events (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def plain_events(events: DataFrame) -> DataFrame:
    return events.filter((F.col("@type") == "click") & F.col("$ref").isNotNull()).select(
        "user-id",
        "@type",
        "$ref",
        "_sent",
        F.col("a-b").getField("_c").alias("c-d"),
        sluice.to_date(sluice.to_timestamp(F.col("_sent"))).alias("@day"),
    )


if __name__ == "__main__":
    sluice.run(plain_events)
