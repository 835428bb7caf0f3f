# @generated from transforms/lake.ts.
# Change that file, then run `npx sluice compile`.
"""anonymous (trusted)."""

from pyspark.sql import DataFrame

import sluice


def anonymous(customers: DataFrame) -> DataFrame:
    return customers.select("id", "country")


if __name__ == "__main__":
    sluice.run(anonymous)
