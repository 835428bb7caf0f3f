# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed(current: DataFrame) -> DataFrame:
    return current.filter(F.col("agreedAt").isNotNull()).select("email", "changedAt", "agreedAt")


if __name__ == "__main__":
    sluice.run(agreed)
