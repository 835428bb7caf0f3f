# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""page_per_country (trusted): A page that was seen from several countries stands there as often."""

from pyspark.sql import DataFrame

import sluice


def page_per_country(visits: DataFrame) -> DataFrame:
    return visits.select("page", "country").distinct().select("page")


if __name__ == "__main__":
    sluice.run(page_per_country)
