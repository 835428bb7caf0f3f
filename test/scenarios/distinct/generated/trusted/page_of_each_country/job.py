# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""page_of_each_country (trusted): What is dropped after it still tells rows apart."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

import sluice


def page_of_each_country(visits: DataFrame) -> DataFrame:
    return (
        visits.select("page", "country")
        .distinct()
        .filter(F.col("country").isNotNull())
        .select("page")
    )


if __name__ == "__main__":
    sluice.run(page_of_each_country)
