# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""swapped (trusted): Both names change at once, so two columns may trade them."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def swapped(devices: DataFrame) -> DataFrame:
    return devices.select("id", F.col("left").alias("right"), F.col("right").alias("left"), "model")


if __name__ == "__main__":
    sluice.run(swapped)
