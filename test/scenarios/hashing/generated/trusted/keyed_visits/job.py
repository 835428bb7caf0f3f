# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""keyed_visits (trusted): The same visitor has the same key; it hides nobody whose address can
be guessed.
"""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def keyed_visits(visits: DataFrame) -> DataFrame:
    return visits.select(
        "visitId",
        F.sha2(F.col("page"), 256).alias("page"),
        F.sha2(sluice.lower(F.col("email")), 256).alias("visitor"),
        F.sha2(F.concat(F.col("email"), F.lit("|"), F.col("page")), 256).alias("pageOfVisitor"),
    )


if __name__ == "__main__":
    sluice.run(keyed_visits)
