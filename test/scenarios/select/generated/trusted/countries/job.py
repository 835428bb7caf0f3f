# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""countries (trusted)."""

from pyspark.sql import DataFrame

import sluice


def countries(customers: DataFrame) -> DataFrame:
    return customers.select("country", "id")


if __name__ == "__main__":
    sluice.run(countries)
