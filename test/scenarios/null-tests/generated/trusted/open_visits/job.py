# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""open_visits (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def open_visits(visits: DataFrame) -> DataFrame:
    return visits.filter(F.col("endedAt").isNull()).select("id", "userId", "startedAt", "endedAt")


if __name__ == "__main__":
    sluice.run(open_visits)
