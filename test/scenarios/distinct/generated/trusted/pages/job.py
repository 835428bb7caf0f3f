# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""pages (trusted)."""

from pyspark.sql import DataFrame

import sluice


def pages(visits: DataFrame) -> DataFrame:
    return visits.select("page", "country").distinct()


if __name__ == "__main__":
    sluice.run(pages)
