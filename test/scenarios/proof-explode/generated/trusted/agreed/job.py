# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""agreed (trusted)."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def agreed(customers: DataFrame) -> DataFrame:
    return customers.filter(F.col("agreedAt").isNotNull()).select("email", "phones", "agreedAt")


if __name__ == "__main__":
    sluice.run(agreed)
