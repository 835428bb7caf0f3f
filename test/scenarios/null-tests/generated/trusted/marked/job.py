# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""marked (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def marked(visits: DataFrame) -> DataFrame:
    return visits.select(
        "id", F.col("endedAt").isNull().alias("open"), F.col("userId").isNotNull().alias("known")
    )


if __name__ == "__main__":
    sluice.run(marked)
