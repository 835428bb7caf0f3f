# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""usual_visits_per_day (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def usual_visits_per_day(visits: DataFrame) -> DataFrame:
    return (
        visits.filter(~F.col("page").startswith("/admin").eqNullSafe(F.lit(True)))
        .select(
            "page",
            "startedAt",
            sluice.to_date(sluice.to_timestamp(F.col("startedAt"))).alias("day"),
        )
        .groupBy("day", "page")
        .agg(F.count(F.col("page")).alias("rows"), F.max(F.col("startedAt")).alias("last"))
    )


if __name__ == "__main__":
    sluice.run(usual_visits_per_day)
