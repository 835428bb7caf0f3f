# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""twice (curated): The key and the position are a key: a step meets itself alone."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def twice(steps: DataFrame) -> DataFrame:
    steps_2 = steps.select("id", "place", F.col("step").alias("same"))
    return steps.join(steps_2, ["id", "place"]).select("id", "at", "place", "step", "same")


if __name__ == "__main__":
    sluice.run(twice)
