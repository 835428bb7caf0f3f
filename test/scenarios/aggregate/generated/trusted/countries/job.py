# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""countries (trusted): A group without a measure is a key."""

from pyspark.sql import DataFrame

import sluice


def countries(orders: DataFrame) -> DataFrame:
    return orders.select("country").distinct()


if __name__ == "__main__":
    sluice.run(countries)
