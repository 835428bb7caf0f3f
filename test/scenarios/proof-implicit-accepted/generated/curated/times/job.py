# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""times (curated)."""

from pyspark.sql import DataFrame

import sluice


def times(agreed_motion: DataFrame) -> DataFrame:
    return agreed_motion.select("at", "x")


if __name__ == "__main__":
    sluice.run(times)
