# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""steps (curated): Each element is its row's person's: nothing is to be shown again."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def steps(agreed_walks: DataFrame) -> DataFrame:
    return agreed_walks.select("id", "at", F.posexplode("steps").alias("place", "step")).select(
        "id", "at", "place", "step"
    )


if __name__ == "__main__":
    sluice.run(steps)
