# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""timed_visits (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def timed_visits(visits: DataFrame) -> DataFrame:
    return visits.select(
        "id",
        sluice.to_timestamp(F.col("startedAt")).alias("started"),
        sluice.to_date(sluice.to_timestamp(F.col("startedAt"))).alias("day"),
        sluice.to_epoch_millis(
            sluice.truncate(sluice.to_timestamp(F.col("startedAt")), "hour")
        ).alias("hour"),
        sluice.truncate(sluice.to_timestamp(F.col("startedAt")), "week").alias("week"),
        sluice.to_epoch_millis(F.col("receivedAt")).alias("received"),
        sluice.to_epoch_millis(F.col("checkedAt")).alias("checked"),
        sluice.to_date(F.col("receivedAt")).alias("receivedOn"),
        sluice.truncate(F.col("receivedAt"), "quarter").alias("quarter"),
        sluice.millis_difference(F.col("endedAt"), F.col("startedAt"), "second").alias("seconds"),
        sluice.difference(F.col("checkedAt"), F.col("receivedAt"), "day").alias("waited"),
        sluice.millis_difference(F.col("startedAt"), F.lit(1767225600000), "hour").alias("age"),
        sluice.difference(
            F.col("receivedAt"), F.lit("2026-01-01T06:30:00.000Z").cast("timestamp"), "millisecond"
        ).alias("sinceLaunch"),
        (sluice.to_epoch_millis(F.col("receivedAt")) > F.col("startedAt")).alias("late"),
    )


if __name__ == "__main__":
    sluice.run(timed_visits)
