# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""known_visits (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def known_visits(visits: DataFrame) -> DataFrame:
    return visits.filter(
        F.col("userId").isNotNull()
        & sluice.millis_difference(F.col("endedAt"), F.col("startedAt"), "second").isNotNull(),
    ).select("id", "userId", "startedAt", "endedAt")


if __name__ == "__main__":
    sluice.run(known_visits)
